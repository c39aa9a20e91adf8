// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.hr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import io.skysense.api.model.Precision;
import io.skysense.nn.Initializers;
import io.skysense.nn.Linear;
import io.skysense.nn.NamedBlock;

/**
 * Cosine attention within windows, which every other block moves by half a window.
 *
 * <p>Liu et al. 2022, "Swin Transformer V2: Scaling Up Capacity and Resolution", sections 3.2 and 3.3. Two buffers of
 * the reference, {@code relative_coords_table} and {@code relative_position_index}, depend on the window alone: they
 * are computed where they are used, and never saved.
 */
final class WindowAttention extends NamedBlock {

    private static final int BIAS_HIDDEN = 512;

    private final int window;
    private final int shift;
    private final boolean bf16;
    private final Parameter logitScale;
    private final Parameter queryBias;
    private final Parameter valueBias;
    private final Parameter biasWeight0;
    private final Parameter biasBias0;
    private final Parameter biasWeight2;
    private final Parameter qkv;
    private final Linear projection;

    /**
     * Makes the block.
     *
     * @param channels C
     * @param heads attention heads, a divisor of C
     * @param window side of a window in tokens
     * @param shifted whether windows are moved by half their side
     * @param precision arithmetic of the products
     */
    WindowAttention(int channels, int heads, int window, boolean shifted, Precision precision) {
        this.window = window;
        shift = shifted ? window / 2 : 0;
        bf16 = precision == Precision.BF16;
        logitScale = parameter("logit_scale", Initializers.constant((float) Math.log(10)), heads, 1, 1);
        queryBias = parameter("q_bias", Initializer.ZEROS, channels);
        valueBias = parameter("v_bias", Initializer.ZEROS, channels);
        biasWeight0 = parameter("cpb_mlp.0.weight", Linear.TRANSFORMER, BIAS_HIDDEN, 2);
        biasBias0 = parameter("cpb_mlp.0.bias", Initializer.ZEROS, BIAS_HIDDEN);
        biasWeight2 = parameter("cpb_mlp.2.weight", Linear.TRANSFORMER, heads, BIAS_HIDDEN);
        qkv = productWeight("qkv.weight", precision, Linear.TRANSFORMER, 3L * channels, channels);
        projection = child("proj", new Linear(channels, channels, true, precision));
    }

    /**
     * Attends. A side that is no longer than a window is not shifted; a shorter one is padded to a window.
     *
     * @param x (B, H, W, C)
     * @param training whether gradients will be asked for
     * @return (B, H, W, C)
     */
    NDArray forward(NDArray x, boolean training) {
        var weights = new io.skysense.engine.ops.WindowAttention.Weights(
                logitScale.getArray(),
                qkv.getArray(),
                queryBias.getArray(),
                valueBias.getArray(),
                projection.weight(),
                projection.bias());
        long side = Math.min(x.getShape().get(1), x.getShape().get(2));
        try (NDArray bias = io.skysense.engine.ops.WindowAttention.positionBias(
                x, biasWeight0.getArray(), biasBias0.getArray(), biasWeight2.getArray(), window)) {
            return io.skysense.engine.ops.WindowAttention.attend(
                    x, weights, bias, window, side <= window ? 0 : shift, bf16, !training);
        }
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
