// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.sampler;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The endless sequence of training samples: every epoch is a permutation of its own, a pure function of
 * (seed, epoch), so that a resumed run goes on exactly where it stopped. Safe for any number of threads.
 */
public final class EpochOrder {

    private static final long PURPOSE = 0x6f72646572L;

    private final long seed;
    private final int size;
    private volatile Permutation latest;

    private record Permutation(long epoch, int[] indices) {}

    /**
     * Makes the sequence of a split.
     *
     * @param seed the run's seed
     * @param size samples in the split, at least 1
     */
    public EpochOrder(long seed, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("an order over " + size + " samples");
        }
        this.seed = seed;
        this.size = size;
        this.latest = shuffle(0);
    }

    /**
     * The sample at a position.
     *
     * @param position place in the sequence, from 0
     * @return what is drawn there
     */
    public Draw at(long position) {
        long epoch = Math.floorDiv(position, size);
        Permutation permutation = latest;
        if (permutation.epoch != epoch) {
            permutation = shuffle(epoch);
            latest = permutation;
        }
        return new Draw(position, epoch, permutation.indices[Math.floorMod(position, size)]);
    }

    /**
     * The samples of a batch.
     *
     * @param number the batch's number, from 0
     * @param batch samples in each batch
     * @return the draws at positions number*batch to number*batch+batch-1
     */
    public List<Draw> batch(long number, int batch) {
        List<Draw> draws = new ArrayList<>(batch);
        for (int i = 0; i < batch; i++) {
            draws.add(at(Math.addExact(Math.multiplyExact(number, (long) batch), i)));
        }
        return draws;
    }

    /** Fisher and Yates's shuffle, in Durstenfeld's form. */
    private Permutation shuffle(long epoch) {
        SplittableRandom random = SeededRandom.of(seed, PURPOSE, epoch);
        int[] indices = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            indices[i] = indices[j];
            indices[j] = i;
        }
        return new Permutation(epoch, indices);
    }
}
