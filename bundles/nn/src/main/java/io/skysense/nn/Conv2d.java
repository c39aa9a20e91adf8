// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import io.skysense.api.model.Precision;
import io.skysense.engine.ops.Pyramid;

/** A square convolution; parameters {@code weight} (O, I, k, k) and {@code bias} (O). */
public final class Conv2d extends NamedBlock {

    private static final double ANSWER_DEVIATION = 0.01;

    private final int outputs;
    private final int kernel;
    private final int stride;
    private final int padding;
    private final Parameter weight;
    private final Parameter bias;
    private final boolean bf16;

    /**
     * Makes a convolution with a bias; both start as PyTorch's do.
     *
     * @param inputs I
     * @param outputs O
     * @param kernel k
     * @param stride step
     * @param padding zeros on each side
     * @param precision arithmetic of the product
     */
    public Conv2d(int inputs, int outputs, int kernel, int stride, int padding, Precision precision) {
        this(inputs, outputs, kernel, stride, padding, precision, true);
    }

    private Conv2d(
            int inputs, int outputs, int kernel, int stride, int padding, Precision precision, boolean withBias) {
        this.outputs = outputs;
        this.kernel = kernel;
        this.stride = stride;
        this.padding = padding;
        Initializer even = Initializers.uniformFanIn((long) inputs * kernel * kernel);
        Initializer relu = Initializers.normalFanOut((long) outputs * kernel * kernel);
        weight = productWeight("weight", precision, withBias ? even : relu, outputs, inputs, kernel, kernel);
        bias = withBias ? parameter("bias", even, outputs) : null;
        bf16 = precision == Precision.BF16;
    }

    private Conv2d(int inputs, int outputs, int kernel, Precision precision, Initializer weights, Initializer biases) {
        this.outputs = outputs;
        this.kernel = kernel;
        this.stride = 1;
        this.padding = kernel / 2;
        weight = productWeight("weight", precision, weights, outputs, inputs, kernel, kernel);
        bias = parameter("bias", biases, outputs);
        bf16 = precision == Precision.BF16;
    }

    /**
     * Makes a convolution of stride 1 that keeps the size, for the answers of a head. Its weights start small, so that all
     * of its answers start near the bias.
     *
     * @param inputs I
     * @param outputs O
     * @param kernel k, odd
     * @param start what the bias starts at
     * @param precision arithmetic of the product
     * @return the block
     */
    public static Conv2d answering(int inputs, int outputs, int kernel, double start, Precision precision) {
        return new Conv2d(
                inputs, outputs, kernel, precision, Initializers.normal(ANSWER_DEVIATION), Initializers.constant((float)
                        start));
    }

    /**
     * Makes a convolution of stride 1 that keeps the size and has no bias, for a norm and a ReLU after it.
     *
     * @param inputs I
     * @param outputs O
     * @param kernel k, odd
     * @param precision arithmetic of the product
     * @return the block; its weights start as He et al. 2015 has it
     */
    public static Conv2d beforeNorm(int inputs, int outputs, int kernel, Precision precision) {
        return new Conv2d(inputs, outputs, kernel, 1, kernel / 2, precision, false);
    }

    /**
     * Convolves.
     *
     * @param x (B, I, H, W)
     * @return (B, O, H', W')
     */
    public NDArray forward(NDArray x) {
        NDArray b = bias == null ? null : bias.getArray();
        return io.skysense.engine.ops.Linear.conv2d(x, weight.getArray(), b, stride, padding, 1, 1, bf16);
    }

    /**
     * Convolves levels enlarged bilinearly to the size of the first and put side by side.
     *
     * @param levels (B, I_i, H_i, W_i), fine to coarse; all I_i make up I
     * @param alignCorners whether enlarging keeps the centres of corner pixels in place
     * @return (B, O, H_0, W_0)
     * @throws IllegalStateException if this block is none of those that {@link #beforeNorm} makes
     */
    NDArray pyramid(NDList levels, boolean alignCorners) {
        if (bias != null) {
            throw new IllegalStateException("a convolution over levels has stride 1, keeps the size and has no bias");
        }
        return Pyramid.conv2d(levels, weight.getArray(), alignCorners, bf16);
    }

    @Override
    public NDList forward(NDList inputs, boolean training) {
        return new NDList(forward(inputs.singletonOrThrow()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), outputs, size(x.get(2)), size(x.get(3)))};
    }

    private long size(long before) {
        return (before + 2L * padding - kernel) / stride + 1;
    }
}
