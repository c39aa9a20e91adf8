// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Precision;
import io.skysense.engine.ops.Activations;
import io.skysense.engine.ops.Random;

/** Two linear layers with the exact GELU between: {@code layers.0.0} and {@code layers.1}, mmcv's names. */
public final class Mlp extends NamedBlock {

    private final Linear first;
    private final Linear second;
    private final boolean bf16;

    /**
     * Makes the block.
     *
     * @param channels C of input and output
     * @param hidden channels between
     * @param precision arithmetic of the products
     */
    public Mlp(int channels, int hidden, Precision precision) {
        first = child("layers.0.0", new Linear(channels, hidden, true, precision));
        second = child("layers.1", new Linear(hidden, channels, true, precision));
        bf16 = precision == Precision.BF16;
    }

    /**
     * Applies the layers.
     *
     * @param x (..., C)
     * @return (..., C)
     */
    public NDArray forward(NDArray x) {
        return io.skysense.engine.ops.Linear.mlp(x, first.weight(), first.bias(), second.weight(), second.bias(), bf16);
    }

    /**
     * Applies the layers, with dropout after each.
     *
     * @param x (..., C)
     * @param dropout probability to drop an element, in [0, 1)
     * @return (..., C)
     */
    public NDArray forward(NDArray x, double dropout) {
        if (dropout == 0) {
            return forward(x);
        }
        try (NDArray hidden = first.forward(x);
                NDArray active = Activations.gelu(hidden);
                NDArray kept = Random.dropout(active, dropout);
                NDArray mixed = second.forward(kept)) {
            return Random.dropout(mixed, dropout);
        }
    }

    @Override
    public NDList forward(NDList inputs, boolean training) {
        return new NDList(forward(inputs.singletonOrThrow()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
