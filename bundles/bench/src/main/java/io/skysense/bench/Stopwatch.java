// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Measures things against one another in one process: they take turns, so that whatever else the machine
 * does falls on all of them. Processor time is measured, which a busy machine falsifies least.
 */
final class Stopwatch {

    /** Something to be timed. */
    @FunctionalInterface
    interface Work {
        /** Does it once. */
        void run() throws Exception;
    }

    private static final int WARM_UP = 3;
    /** The kernel counts processor time in ticks of some milliseconds, which are nothing beside this. */
    private static final double LEAST_SECONDS = 0.5;

    private final int rounds;
    private final double least;

    /**
     * Sets how often.
     *
     * @param rounds measurements of each
     */
    Stopwatch(int rounds) {
        this(rounds, LEAST_SECONDS);
    }

    /**
     * Sets how often and how long.
     *
     * @param rounds measurements of each
     * @param least seconds that a measurement takes at least: shorter work is repeated
     */
    Stopwatch(int rounds, double least) {
        this.rounds = rounds;
        this.least = least;
    }

    /** {@return measurements of each} */
    int rounds() {
        return rounds;
    }

    /**
     * Times works in turn.
     *
     * @param works at least one
     * @return CPU-seconds of each, one sample a work, in their order
     * @throws Exception what a work throws
     */
    List<Sample> seconds(Work... works) throws Exception {
        double[][] times = new double[works.length][rounds];
        long[] repeats = new long[works.length];
        for (int warmUp = 0; warmUp < WARM_UP; warmUp++) {
            for (int i = 0; i < works.length; i++) {
                long start = System.nanoTime();
                works[i].run();
                repeats[i] = Math.max(1, (long) Math.ceil(least * 1e9 / (System.nanoTime() - start)));
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < works.length; i++) {
                // Every other round goes backwards, so that no work always follows the same one.
                int at = round % 2 == 0 ? i : works.length - 1 - i;
                double start = CpuClock.seconds();
                for (long repeat = 0; repeat < repeats[at]; repeat++) {
                    works[at].run();
                }
                times[at][round] = (CpuClock.seconds() - start) / repeats[at];
            }
        }
        List<Sample> samples = new ArrayList<>();
        for (double[] time : times) {
            samples.add(new Sample(time));
        }
        return samples;
    }
}
