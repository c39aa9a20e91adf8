// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import io.skysense.api.task.MetricReport;
import io.skysense.checkpoint.TrainingState;
import io.skysense.checkpoint.TrainingState.Best;

/**
 * How the state of a run follows from the one before.
 *
 * @param size samples of an epoch of training
 * @param samplesAStep samples that a step takes
 * @param patience validations without a better figure before the run stops; 0: never
 * @param monitor the figure that picks the best; larger is better
 */
record Course(long size, int samplesAStep, int patience, String monitor) {

    /**
     * The state after a step.
     *
     * @param state the state before
     * @param seconds what the step took
     * @return one step further
     */
    TrainingState stepped(TrainingState state, double seconds) {
        long step = state.step() + 1;
        long used = step * samplesAStep;
        return new TrainingState(
                step,
                state.totalSteps(),
                state.seed(),
                Math.toIntExact(used / size),
                used % size,
                state.generators(),
                state.seconds() + seconds,
                state.best(),
                state.withoutImprovement());
    }

    /**
     * The state after a validation.
     *
     * @param state the state before
     * @param figures what the validation found
     * @param seconds what it took
     * @return the state with the best figure, or with one more validation without a better one
     */
    TrainingState validated(TrainingState state, MetricReport figures, double seconds) {
        Double value = figures.values().get(monitor);
        // Of equal figures the first stays the best; one that does not exist, or is not a number, is never better.
        boolean better = value != null
                && !value.isNaN()
                && (state.best() == null || value > state.best().value());
        return new TrainingState(
                state.step(),
                state.totalSteps(),
                state.seed(),
                state.epoch(),
                state.position(),
                state.generators(),
                state.seconds() + seconds,
                better ? new Best(monitor, value, state.step()) : state.best(),
                better ? 0 : state.withoutImprovement() + 1);
    }

    /**
     * Whether the last validation of a state was its best.
     *
     * @param state a state just after a validation
     * @return true if its weights are to be kept
     */
    boolean improved(TrainingState state) {
        return state.best() != null && state.best().step() == state.step();
    }

    /**
     * Whether a run is at its end.
     *
     * @param state where it stands
     * @return true after the last step, and when patience is at its end
     */
    boolean finished(TrainingState state) {
        return state.step() >= state.totalSteps() || patience > 0 && state.withoutImprovement() >= patience;
    }
}
