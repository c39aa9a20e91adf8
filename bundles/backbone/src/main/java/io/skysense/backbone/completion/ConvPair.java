// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone.completion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Precision;
import io.skysense.engine.ops.Activations;
import io.skysense.nn.Conv2d;
import io.skysense.nn.NamedBlock;

/** Two convolutions of side 3, a leaky ReLU after each: children {@code 0} and {@code 2}. */
final class ConvPair extends NamedBlock {

    /** Of negative values. */
    static final double SLOPE = 0.01;

    private final Conv2d first;
    private final Conv2d second;

    ConvPair(int channels, Precision precision) {
        first = child("0", new Conv2d(channels, channels, 3, 1, 1, precision));
        second = child("2", new Conv2d(channels, channels, 3, 1, 1, precision));
    }

    /**
     * Applies both, as a branch beside its input.
     *
     * @param x (B, C, H, W)
     * @param gate (1, C, 1, 1)
     * @return {@code x + gate * branch(x)}
     */
    NDArray addTo(NDArray x, NDArray gate) {
        try (NDArray middle = leaky(first, x);
                NDArray branch = leaky(second, middle);
                NDArray gated = branch.mul(gate)) {
            return x.add(gated);
        }
    }

    /**
     * A convolution and a leaky ReLU.
     *
     * @param conv the convolution
     * @param x (B, C, H, W)
     * @return (B, C', H', W')
     */
    static NDArray leaky(Conv2d conv, NDArray x) {
        try (NDArray y = conv.forward(x)) {
            return Activations.leakyRelu(y, SLOPE);
        }
    }

    @Override
    public NDList forward(NDList inputs, boolean training) {
        try (NDArray middle = leaky(first, inputs.singletonOrThrow())) {
            return new NDList(leaky(second, middle));
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[0]};
    }
}
