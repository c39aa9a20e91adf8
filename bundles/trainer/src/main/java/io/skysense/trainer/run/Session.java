// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import ai.djl.Device;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelFactory;
import io.skysense.api.train.Preset;
import io.skysense.trainer.step.LearningRate;
import io.skysense.trainer.step.StepClock;
import io.skysense.trainer.step.Tape;
import io.skysense.trainer.step.TrainingStep;

/** A model with all that its steps need, from its first weights on. */
final class Session implements AutoCloseable {

    private final Model model;
    private final TrainingStep step;
    private final StepClock clock = new StepClock();

    /**
     * Builds the model.
     *
     * @param factory assembles it
     * @param preset the experiment
     * @param table bands and classes
     * @param device where everything lives
     */
    Session(ModelFactory factory, Preset preset, DatasetTable table, Device device) {
        Tape tape = new Tape(preset.train().recompute());
        model = factory.create(preset.model(table), device, preset.seed(), tape);
        try {
            LearningRate rate =
                    new LearningRate(preset.schedule(), preset.train().steps());
            step = new TrainingStep(model, tape, preset, rate, clock);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /** {@return the model} */
    Model model() {
        return model;
    }

    /** {@return its step} */
    TrainingStep step() {
        return step;
    }

    /** {@return what the step measures its phases with} */
    StepClock clock() {
        return clock;
    }

    @Override
    public void close() {
        try (model) {
            step.close();
        }
    }
}
