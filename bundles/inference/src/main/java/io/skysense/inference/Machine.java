// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import java.time.Duration;

/**
 * What a job may use of the machine.
 *
 * @param memory for the activations of a batch, in bytes
 * @param batch tiles that run together at most
 * @param readers threads that read ahead
 * @param commit time between two promises of the journal within a row of tiles
 */
record Machine(long memory, int batch, int readers, Duration commit) {

    /**
     * Activations of an input pixel while a model runs: the widest moment of a hierarchical encoder with a UPerHead
     * of 512 channels holds some hundred float32 channels at a quarter of the resolution.
     */
    private static final long BYTES_PER_PIXEL = 2560;

    Machine {
        if (memory < 1 || batch < 1 || readers < 1 || commit.isNegative()) {
            throw new IllegalArgumentException("memory " + memory + ", batch " + batch + ", readers " + readers
                    + ", commit " + commit + ": at least 1, 1, 1 and 0 are needed");
        }
    }

    /**
     * Shares the memory among the images that a tile consists of.
     *
     * @param images of a tile: sensors and dates; one of a coarser sensor counts as the part of the pixels that it has
     * @return the machine for one of them
     */
    Machine sharedBy(double images) {
        return new Machine((long) Math.max(1, memory / Math.max(1, images)), batch, readers, commit);
    }

    /** {@return how many tiles of a side in pixels run together} */
    int tilesTogether(int side) {
        long fit = memory / (BYTES_PER_PIXEL * side * side);
        return (int) Math.max(1, Math.min(batch, fit));
    }
}
