// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import io.skysense.api.model.Precision;

/** {@code x w^T + b} over the last axis; parameters {@code weight} (O, I) and {@code bias} (O). */
public final class Linear extends NamedBlock {

    /** The weights of transformers at the start: a normal distribution of deviation 0.02, cut at two deviations. */
    public static final Initializer TRANSFORMER = Initializers.truncatedNormal(0.02);

    private final int outputs;
    private final Parameter weight;
    private final Parameter bias;
    private final boolean bf16;

    /**
     * Makes the block.
     *
     * @param inputs I
     * @param outputs O
     * @param withBias whether it has a bias, which starts at 0
     * @param precision arithmetic of the product
     */
    public Linear(int inputs, int outputs, boolean withBias, Precision precision) {
        this.outputs = outputs;
        weight = productWeight("weight", precision, TRANSFORMER, outputs, inputs);
        bias = withBias ? parameter("bias", Initializer.ZEROS, outputs) : null;
        bf16 = precision == Precision.BF16;
    }

    /**
     * Applies the layer.
     *
     * @param x (..., I)
     * @return (..., O)
     */
    public NDArray forward(NDArray x) {
        return io.skysense.engine.ops.Linear.linear(x, weight.getArray(), bias == null ? null : bias.getArray(), bf16);
    }

    /** {@return the weight, (O, I)} */
    public NDArray weight() {
        return weight.getArray();
    }

    /** {@return the bias, (O), or null} */
    public NDArray bias() {
        return bias == null ? null : bias.getArray();
    }

    @Override
    public NDList forward(NDList inputs, boolean training) {
        return new NDList(forward(inputs.singletonOrThrow()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {x.slice(0, x.dimension() - 1).add(outputs)};
    }
}
