// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.sampler;

/**
 * The part of an endless sequence that one of several processes takes: every count-th position. The parts of all ranks
 * are disjoint, and together complete.
 *
 * @param rank which process, 0 to count-1
 * @param count how many processes
 */
public record Shard(int rank, int count) {

    /** The only process. */
    public static final Shard WHOLE = new Shard(0, 1);

    /** Checks the ranges. */
    public Shard {
        if (count < 1 || rank < 0 || rank >= count) {
            throw new IllegalArgumentException("rank " + rank + " of " + count + " processes");
        }
    }

    /**
     * The place of one of its own positions in the whole sequence.
     *
     * @param own 0, 1, 2, ... of this process
     * @return the position in the sequence of all processes
     */
    public long position(long own) {
        return Math.addExact(Math.multiplyExact(own, (long) count), rank);
    }
}
