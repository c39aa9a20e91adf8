// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a run stands after a step: all that decides what comes next, but for the arrays.
 *
 * @param step optimiser steps done
 * @param totalSteps the length of the schedule in steps
 * @param seed the source of every random choice
 * @param epoch passes over the data that are complete
 * @param position samples of this epoch that are used up
 * @param generators states of generators that are not derived from (seed, epoch, index), by name
 * @param seconds time trained so far, over all sittings
 * @param best the best validation so far; null before the first
 * @param withoutImprovement validations since then
 */
public record TrainingState(
        long step,
        long totalSteps,
        long seed,
        int epoch,
        long position,
        Map<String, Long> generators,
        double seconds,
        Best best,
        int withoutImprovement) {

    /**
     * The best validation.
     *
     * @param metric name of the figure
     * @param value its value
     * @param step the step after which it was reached
     */
    public record Best(String metric, double value, long step) {}

    /** Copies the map and checks the ranges. */
    public TrainingState {
        generators = Collections.unmodifiableMap(new TreeMap<>(generators));
        if (step < 0 || totalSteps < 0 || epoch < 0 || position < 0 || seconds < 0 || withoutImprovement < 0) {
            throw new IllegalArgumentException("a training state counts from 0 up");
        }
    }

    /**
     * The state before the first step.
     *
     * @param totalSteps the length of the schedule in steps
     * @param seed the source of every random choice
     * @return the state
     */
    public static TrainingState start(long totalSteps, long seed) {
        return new TrainingState(0, totalSteps, seed, 0, 0, Map.of(), 0, null, 0);
    }

    /** {@return the best validation so far, if there was one} */
    public Optional<Best> bestSoFar() {
        return Optional.ofNullable(best);
    }
}
