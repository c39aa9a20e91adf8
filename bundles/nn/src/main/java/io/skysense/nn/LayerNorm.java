// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import io.skysense.engine.ops.Norm;

/** Layer normalisation (Ba et al. 2016) over the last axis; parameters {@code weight} and {@code bias} (C). */
public final class LayerNorm extends NamedBlock {

    private final Parameter weight;
    private final Parameter bias;
    private final double eps;

    /**
     * Makes the block.
     *
     * @param channels C
     * @param eps added to the variance
     */
    public LayerNorm(int channels, double eps) {
        weight = parameter("weight", Initializer.ONES, channels);
        bias = parameter("bias", Initializer.ZEROS, channels);
        this.eps = eps;
    }

    /**
     * Normalises.
     *
     * @param x (..., C)
     * @return the shape of x
     */
    public NDArray forward(NDArray x) {
        return Norm.layer(x, weight.getArray(), bias.getArray(), eps);
    }

    /**
     * Joins a branch that is normalised after it ran (res-post-norm, Liu et al. 2022, section 3.2).
     *
     * @param x (B, ..., C)
     * @param branch the branch's result, the shape of x
     * @param keep (B, 1, ..., 1) factors of the branch before its norm (stochastic depth), or null
     * @return {@code x + norm(branch * keep)}
     */
    public NDArray addTo(NDArray x, NDArray branch, NDArray keep) {
        return Norm.residual(x, branch, keep, weight.getArray(), bias.getArray(), eps);
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
