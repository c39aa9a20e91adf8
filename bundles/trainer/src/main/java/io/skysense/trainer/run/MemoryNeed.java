// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.ModelOutline;
import io.skysense.api.train.Preset;
import io.skysense.trainer.job.Job;
import java.util.List;
import java.util.Locale;

/**
 * The memory that training a model takes, estimated before any of it is allocated.
 *
 * <p>Weights, gradients, moments and averages are counted exactly: every weight and buffer is float32, and only what is
 * trained has a gradient and two moments; with an average, it and the copy that a validation puts aside. Activations are
 * taken as a number of arrays of the size of each level, a number that fits the nano encoder and is rough for others.
 *
 * @param weights bytes of parameters and buffers
 * @param optimizer bytes of gradients and moments
 * @param average bytes of the averaged weights and of the copy beside them
 * @param activations bytes that one micro-batch takes
 */
record MemoryNeed(long weights, long optimizer, long average, long activations) {

    private static final int KEPT_A_LEVEL = 80;
    private static final int RECOMPUTED_A_LEVEL = 35;
    private static final double GIB = 1 << 30;

    /**
     * Estimates.
     *
     * @param job what is to be trained
     * @param outline its model
     * @return the need
     */
    static MemoryNeed of(Job job, ModelOutline outline) {
        Preset preset = job.preset();
        long weights = Math.multiplyExact(outline.size(), (long) Float.BYTES);
        long optimizer = Math.multiplyExact(outline.trained(), 3L * Float.BYTES);
        return new MemoryNeed(
                weights,
                optimizer,
                preset.optimizer().ema() > 0 ? 2 * weights : 0,
                activations(
                        outline.levels(),
                        job.extent(),
                        preset.data().batch() * outline.dates(),
                        preset.train().recompute()));
    }

    private static long activations(List<FeatureLevel> levels, int[] extent, int images, boolean recompute) {
        long pyramid = 0;
        for (FeatureLevel level : levels) {
            pyramid += (long) level.channels()
                    * cells(extent[0], level.stride())
                    * cells(extent[1], level.stride())
                    * Float.BYTES;
        }
        return pyramid * images * (recompute ? RECOMPUTED_A_LEVEL : KEPT_A_LEVEL);
    }

    private static long cells(int pixels, int stride) {
        return (pixels + stride - 1) / stride;
    }

    /** {@return all together} */
    long bytes() {
        return weights + optimizer + average + activations;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "about %.2f GiB: weights %.2f, gradients and moments %.2f, %sactivations %.2f",
                bytes() / GIB,
                weights / GIB,
                optimizer / GIB,
                average > 0 ? String.format(Locale.ROOT, "averages %.2f, ", average / GIB) : "",
                activations / GIB);
    }
}
