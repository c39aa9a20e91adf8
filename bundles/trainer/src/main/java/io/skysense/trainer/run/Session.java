// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import ai.djl.Device;
import io.skysense.api.task.MetricReport;
import io.skysense.api.train.Preset;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.LoadedWeights;
import io.skysense.trainer.job.Job;
import io.skysense.trainer.job.Learner;
import io.skysense.trainer.step.Average;
import io.skysense.trainer.step.LearningRate;
import io.skysense.trainer.step.StepClock;
import io.skysense.trainer.step.Tape;
import io.skysense.trainer.step.TrainingStep;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/** A model with all that its steps need, from its first weights on. */
final class Session implements AutoCloseable {

    private final Learner learner;
    private final TrainingStep step;
    private final StepClock clock = new StepClock();
    private final List<LoadedWeights> origins;

    /**
     * Builds the model.
     *
     * @param job what is learned
     * @param preset the experiment, with its number of steps
     * @param device where everything lives
     * @param beginning the first weights
     * @throws CheckpointException if the first weights cannot be loaded
     */
    Session(Job job, Preset preset, Device device, Beginning beginning) throws CheckpointException {
        Tape tape = new Tape(preset.train().recompute());
        learner = job.learner(device, tape);
        try {
            // Before the step, which copies the weights where averages are kept.
            origins = beginning.into(learner.model());
            LearningRate rate =
                    new LearningRate(preset.schedule(), preset.train().steps());
            step = new TrainingStep(learner.model(), tape, preset, rate, clock);
        } catch (CheckpointException | RuntimeException e) {
            learner.close();
            throw e;
        }
    }

    /** {@return the model, and what it learns from} */
    Learner learner() {
        return learner;
    }

    /** {@return the files that its weights began with} */
    List<LoadedWeights> origins() {
        return origins;
    }

    /** {@return its step} */
    TrainingStep step() {
        return step;
    }

    /** {@return what the step measures its phases with} */
    StepClock clock() {
        return clock;
    }

    /**
     * Validates the weights to use: the averaged ones where they are kept.
     *
     * @param goOn is told how many samples were seen, and says whether to go on
     * @return the figures over the samples seen
     * @throws IOException if a sample cannot be used
     */
    MetricReport validate(LongPredicate goOn) throws IOException {
        Optional<Average> average = step.average();
        return average.isPresent() ? average.get().during(() -> learner.validate(goOn)) : learner.validate(goOn);
    }

    @Override
    public void close() {
        try (learner) {
            step.close();
        }
    }
}
