// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.hr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.skysense.api.model.Precision;
import io.skysense.engine.ops.Patches;
import io.skysense.nn.LayerNorm;
import io.skysense.nn.Linear;
import io.skysense.nn.NamedBlock;

/**
 * Joins 2 x 2 tokens into one of twice the channels, and normalises after it (mmcls's order of channels, not
 * Microsoft's). Odd sides are padded with zeros.
 */
final class PatchMerging extends NamedBlock {

    private final int channels;
    private final Parameter reduction;
    private final LayerNorm norm;
    private final boolean bf16;

    /**
     * Makes the block.
     *
     * @param channels C of the input
     * @param precision arithmetic of the product
     */
    PatchMerging(int channels, Precision precision) {
        this.channels = channels;
        reduction = productWeight("reduction.weight", precision, Linear.TRANSFORMER, 2L * channels, 4L * channels);
        norm = child("norm", new LayerNorm(2 * channels, SwinV2.EPS));
        bf16 = precision == Precision.BF16;
    }

    /**
     * Merges.
     *
     * @param x (B, H, W, C)
     * @return (B, ceil(H/2), ceil(W/2), 2C)
     */
    NDArray forward(NDArray x) {
        try (NDArray merged = Patches.merge(x, reduction.getArray(), bf16)) {
            return norm.forward(merged);
        }
    }

    @Override
    public NDList forward(NDList inputs, boolean training) {
        return new NDList(forward(inputs.singletonOrThrow()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), (x.get(1) + 1) / 2, (x.get(2) + 1) / 2, 2L * channels)};
    }
}
