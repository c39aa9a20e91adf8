// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Precision;

/**
 * Attention of all tokens to all at a lower width: {@code out(p + attn(p))} with {@code p = in(x)}.
 *
 * <p>The identity within is mmcv's. Whoever uses the block adds x to its result. The names are {@code proj_in},
 * {@code attn.attn} and {@code proj_out}.
 */
public final class GlobalAttention extends NamedBlock {

    private final Linear in;
    private final SelfAttention attention;
    private final Linear out;

    /**
     * Makes the block.
     *
     * @param channels C of input and output
     * @param width channels of the attention
     * @param heads attention heads
     * @param precision arithmetic of the products
     * @throws IllegalArgumentException if the heads do not divide the width
     */
    public GlobalAttention(int channels, int width, int heads, Precision precision) {
        in = child("proj_in", new Linear(channels, width, true, precision));
        attention = child("attn.attn", new SelfAttention(width, heads, true, precision));
        out = child("proj_out", new Linear(width, channels, true, precision));
    }

    /**
     * Attends.
     *
     * @param x (B, L, C)
     * @return (B, L, C)
     */
    public NDArray forward(NDArray x) {
        try (NDArray narrow = in.forward(x);
                NDArray attended = attention.forward(narrow);
                NDArray mixed = narrow.add(attended)) {
            return out.forward(mixed);
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
