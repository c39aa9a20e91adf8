// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import ai.djl.ndarray.NDArray;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.Model;
import io.skysense.api.train.Preset;

/**
 * An estimate of the memory that training a model takes, for its lease.
 *
 * <p>Weights, gradients and two moments are counted exactly; with an average, it and the copy that a validation puts
 * aside. Activations are taken as a number of arrays of the size of each pyramid level, a number that fits the nano
 * encoder and is rough for others.
 */
final class MemoryEstimate {

    private static final int KEPT_A_LEVEL = 80;
    private static final int RECOMPUTED_A_LEVEL = 35;

    private MemoryEstimate() {}

    /**
     * Estimates.
     *
     * @param model the model
     * @param preset crop, batch, average, recomputation
     * @return bytes
     */
    static long bytes(Model model, Preset preset) {
        long weights =
                model.state().values().stream().mapToLong(MemoryEstimate::bytes).sum();
        int copies = preset.optimizer().ema() > 0 ? 6 : 4;
        long pyramid = 0;
        for (FeatureLevel level : model.backbone().levels()) {
            long side = (preset.data().crop() + level.stride() - 1) / level.stride();
            pyramid += level.channels() * side * side * Float.BYTES;
        }
        int arrays = preset.train().recompute() ? RECOMPUTED_A_LEVEL : KEPT_A_LEVEL;
        return copies * weights + arrays * pyramid * preset.data().batch();
    }

    private static long bytes(NDArray array) {
        return array.size() * array.getDataType().getNumOfBytes();
    }
}
