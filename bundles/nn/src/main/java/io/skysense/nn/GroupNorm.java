// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import io.skysense.engine.ops.Norm;

/** Group normalisation (Wu and He 2018); parameters {@code weight} and {@code bias} (C). */
public final class GroupNorm extends NamedBlock {

    private static final double EPS = 1e-5;

    private final Parameter weight;
    private final Parameter bias;
    private final int groups;

    /**
     * Makes the block.
     *
     * @param channels C
     * @param groups a divisor of C
     */
    public GroupNorm(int channels, int groups) {
        if (groups < 1 || channels % groups != 0) {
            throw new IllegalArgumentException(channels + " channels in " + groups + " groups");
        }
        weight = parameter("weight", Initializer.ONES, channels);
        bias = parameter("bias", Initializer.ZEROS, channels);
        this.groups = groups;
    }

    /**
     * Normalises.
     *
     * @param x (B, C, H, W)
     * @return the shape of x
     */
    public NDArray forward(NDArray x) {
        return Norm.group(x, weight.getArray(), bias.getArray(), groups, EPS);
    }

    @Override
    public NDList forward(NDList inputs, boolean training) {
        return new NDList(forward(inputs.singletonOrThrow()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[0]};
    }
}
