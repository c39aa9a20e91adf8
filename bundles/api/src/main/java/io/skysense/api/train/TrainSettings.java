// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.train;

import java.util.List;

/**
 * Length of a run, its validation and its checkpoints.
 *
 * @param steps optimiser steps; 0 if {@code minutes} decides
 * @param minutes if above 0, the first steps are timed once and {@code steps} is set to fill this time
 * @param accumulate micro-batches a step
 * @param validateEvery steps between validations; 0: 10 in a run
 * @param checkpointEvery steps between checkpoints; 0: as often as validation
 * @param patience validations without a better figure before the run stops; 0: never
 * @param recompute whether activations are recomputed in the backward pass, which saves memory
 * @param threads CPU threads of the arithmetic; 0 for all cores
 * @param init the files that the weights begin with, each over those before it; what none of them has begins at random
 */
public record TrainSettings(
        int steps,
        double minutes,
        int accumulate,
        int validateEvery,
        int checkpointEvery,
        int patience,
        boolean recompute,
        int threads,
        List<InitialWeights> init) {

    /** The defaults. */
    public static final TrainSettings DEFAULTS = new TrainSettings(1000, 0, 1, 0, 0, 0, false, 0, List.of());

    /**
     * Of weights that begin at random.
     *
     * @param steps optimiser steps; 0 if {@code minutes} decides
     * @param minutes if above 0, the first steps are timed once and {@code steps} is set to fill this time
     * @param accumulate micro-batches a step
     * @param validateEvery steps between validations; 0: 10 in a run
     * @param checkpointEvery steps between checkpoints; 0: as often as validation
     * @param patience validations without a better figure before the run stops; 0: never
     * @param recompute whether activations are recomputed in the backward pass, which saves memory
     * @param threads CPU threads of the arithmetic; 0 for all cores
     */
    public TrainSettings(
            int steps,
            double minutes,
            int accumulate,
            int validateEvery,
            int checkpointEvery,
            int patience,
            boolean recompute,
            int threads) {
        this(steps, minutes, accumulate, validateEvery, checkpointEvery, patience, recompute, threads, List.of());
    }

    /** Copies the list and checks the ranges; presets of before there was {@code init} have none. */
    public TrainSettings {
        init = init == null ? List.of() : List.copyOf(init);
        if (steps < 0
                || minutes < 0
                || accumulate < 1
                || validateEvery < 0
                || checkpointEvery < 0
                || patience < 0
                || threads < 0) {
            throw new IllegalArgumentException("accumulate must be at least 1, the others at least 0");
        }
        if (steps == 0 && minutes == 0) {
            throw new IllegalArgumentException("either steps or minutes must be above 0");
        }
    }
}
