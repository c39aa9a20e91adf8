// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import io.skysense.engine.ops.Norm;

/**
 * Batch normalisation (Ioffe and Szegedy 2015) with eps 1e-5 and momentum 0.1.
 *
 * <p>Parameters {@code weight} and {@code bias} (C), buffers {@code running_mean} and {@code running_var} (C).
 * PyTorch's {@code num_batches_tracked} only serves a momentum that is not set, so it is left out.
 */
public final class BatchNorm2d extends NamedBlock {

    private static final double EPS = 1e-5;
    private static final double MOMENTUM = 0.1;

    /** So many values a channel cost nothing in float64, and gain digits in their gradient. */
    private static final int FEW = 16;

    private final Parameter weight;
    private final Parameter bias;
    private final Parameter mean;
    private final Parameter variance;

    /**
     * Makes the block.
     *
     * @param channels C
     */
    public BatchNorm2d(int channels) {
        weight = parameter("weight", Initializer.ONES, channels);
        bias = parameter("bias", Initializer.ZEROS, channels);
        mean = buffer("running_mean", Parameter.Type.RUNNING_MEAN, Initializer.ZEROS, channels);
        variance = buffer("running_var", Parameter.Type.RUNNING_VAR, Initializer.ONES, channels);
    }

    /**
     * Normalises.
     *
     * @param x (B, C, H, W)
     * @param training whether the batch's own statistics are used, and taken into the running ones
     * @return (B, C, H, W)
     * @throws IllegalArgumentException in training on one value a channel, whose variance does not exist
     */
    public NDArray forward(NDArray x, boolean training) {
        Shape shape = x.getShape();
        long values = shape.get(0) * shape.get(2) * shape.get(3);
        if (training && values == 1) {
            throw new IllegalArgumentException("batch norm on " + shape
                    + ": one value a channel has no variance; train with a batch of at least 2");
        }
        if (training && values <= FEW) {
            return Norm.batchOfFew(
                    x, weight.getArray(), bias.getArray(), mean.getArray(), variance.getArray(), MOMENTUM, EPS);
        }
        return Norm.batch(
                x, weight.getArray(), bias.getArray(), mean.getArray(), variance.getArray(), training, MOMENTUM, EPS);
    }

    @Override
    public NDList forward(NDList inputs, boolean training) {
        return new NDList(forward(inputs.singletonOrThrow(), training));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
