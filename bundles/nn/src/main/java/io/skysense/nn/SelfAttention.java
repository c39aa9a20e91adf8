// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import io.skysense.api.model.Precision;
import io.skysense.engine.ops.Attention;

/**
 * Multi-head attention of all tokens to all (Vaswani et al. 2017); memory grows with the number of tokens, not with its
 * square.
 *
 * <p>Parameters {@code in_proj_weight} (3C, C), {@code in_proj_bias} (3C), {@code out_proj.weight} (C, C) and
 * {@code out_proj.bias} (C), PyTorch's names.
 */
public final class SelfAttention extends NamedBlock {

    private final int heads;
    private final boolean bf16;
    private final Parameter weight;
    private final Parameter bias;
    private final Linear projection;

    /**
     * Makes the block.
     *
     * @param channels C
     * @param heads attention heads
     * @param withBias whether both products have a bias
     * @param precision arithmetic of the products
     * @throws IllegalArgumentException if the heads do not divide the channels
     */
    public SelfAttention(int channels, int heads, boolean withBias, Precision precision) {
        if (heads < 1 || channels % heads != 0) {
            throw new IllegalArgumentException(
                    "attention: " + heads + " heads do not divide " + channels + " channels");
        }
        this.heads = heads;
        bf16 = precision == Precision.BF16;
        weight = productWeight("in_proj_weight", precision, Linear.TRANSFORMER, 3L * channels, channels);
        bias = withBias ? parameter("in_proj_bias", Initializer.ZEROS, 3L * channels) : null;
        projection = child("out_proj", new Linear(channels, channels, withBias, precision));
    }

    /**
     * Attends.
     *
     * @param x (B, L, C)
     * @return (B, L, C)
     */
    public NDArray forward(NDArray x) {
        NDArray inBias = bias == null ? null : bias.getArray();
        var weights = new Attention.Weights(weight.getArray(), inBias, projection.weight(), projection.bias());
        return Attention.selfAttention(x, weights, heads, bf16);
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
