// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Precision;
import io.skysense.engine.ops.Random;

/**
 * A layer of a vision transformer (Dosovitskiy et al. 2021), normalised before its branches:
 * {@code x += attn(ln1(x)); x += ffn(ln2(x))}.
 *
 * <p>Stochastic depth acts on the second branch only, as in the reference. The names are {@code ln1}, {@code attn.attn},
 * {@code ln2} and {@code ffn}.
 */
public final class TransformerLayer extends NamedBlock {

    private final LayerNorm norm1;
    private final SelfAttention attention;
    private final LayerNorm norm2;
    private final Mlp ffn;
    private final double dropPath;
    private final double dropout;

    /**
     * Makes the layer.
     *
     * @param embedDims channels C
     * @param numHeads attention heads
     * @param mlpRatio hidden channels of the MLP over C
     * @param qkvBias whether the products of the attention have a bias
     * @param dropPathRate probability with which a sample skips the MLP in training, in [0, 1)
     * @param eps added to the variance by the norms
     * @param precision arithmetic of the products
     * @throws IllegalArgumentException if the heads do not divide the channels
     */
    public TransformerLayer(
            int embedDims,
            int numHeads,
            int mlpRatio,
            boolean qkvBias,
            double dropPathRate,
            double eps,
            Precision precision) {
        this(embedDims, numHeads, mlpRatio, qkvBias, dropPathRate, 0, eps, precision);
    }

    /**
     * Makes the layer.
     *
     * @param embedDims channels C
     * @param numHeads attention heads
     * @param mlpRatio hidden channels of the MLP over C
     * @param qkvBias whether the products of the attention have a bias
     * @param dropPathRate probability with which a sample skips the MLP in training, in [0, 1)
     * @param dropRate probability to drop an element after the attention and after each layer of the MLP in training, in
     *     [0, 1)
     * @param eps added to the variance by the norms
     * @param precision arithmetic of the products
     * @throws IllegalArgumentException if the heads do not divide the channels
     */
    public TransformerLayer(
            int embedDims,
            int numHeads,
            int mlpRatio,
            boolean qkvBias,
            double dropPathRate,
            double dropRate,
            double eps,
            Precision precision) {
        norm1 = child("ln1", new LayerNorm(embedDims, eps));
        attention = child("attn.attn", new SelfAttention(embedDims, numHeads, qkvBias, precision));
        norm2 = child("ln2", new LayerNorm(embedDims, eps));
        ffn = child("ffn", new Mlp(embedDims, mlpRatio * embedDims, precision));
        dropPath = dropPathRate;
        dropout = dropRate;
    }

    /**
     * Puts what the layer needs beside its input, so that running it again gives the same.
     *
     * @param tokens (B, L, C)
     * @param training whether stochastic depth is on
     * @return the tokens, and then the factors of the MLP's branch, (B, 1, 1), if stochastic depth acts
     */
    public NDList inputs(NDArray tokens, boolean training) {
        return training && dropPath > 0 ? new NDList(tokens, Random.keepFactors(tokens, dropPath)) : new NDList(tokens);
    }

    /**
     * Runs the layer.
     *
     * @param tokens (B, L, C)
     * @param training whether stochastic depth is on
     * @return (B, L, C)
     */
    public NDArray forward(NDArray tokens, boolean training) {
        NDList inputs = inputs(tokens, training);
        try (NDList drawn = inputs.subNDList(1)) {
            return forward(inputs, training).head();
        }
    }

    /**
     * Runs the layer on what {@link #inputs} gave.
     *
     * @param inputs (B, L, C) tokens, and then (B, 1, 1) factors of the MLP's branch, or none
     * @param training whether dropout is on; that stochastic depth is, the factors say
     * @return (B, L, C)
     */
    @Override
    public NDList forward(NDList inputs, boolean training) {
        NDArray x = inputs.head();
        double drop = training ? dropout : 0;
        try (NDArray normed = norm1.forward(x);
                NDArray attended = attended(normed, drop);
                NDArray middle = x.add(attended);
                NDArray normedAgain = norm2.forward(middle);
                NDArray mixed = ffn.forward(normedAgain, drop)) {
            if (inputs.size() == 1) {
                return new NDList(middle.add(mixed));
            }
            try (NDArray kept = mixed.mul(inputs.get(1))) {
                return new NDList(middle.add(kept));
            }
        }
    }

    private NDArray attended(NDArray normed, double drop) {
        NDArray attended = attention.forward(normed);
        if (drop == 0) {
            return attended;
        }
        try (attended) {
            return Random.dropout(attended, drop);
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[0]};
    }
}
