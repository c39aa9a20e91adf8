// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import ai.djl.ndarray.NDArray;
import io.skysense.engine.script.Script;

/** Attention within shifted windows, as Swin Transformer V2 has it (Liu et al. 2022, "Swin Transformer V2"). */
public final class WindowAttention {

    private static final Script SCRIPT = Script.load(WindowAttention.class, "window.torchscript");

    private WindowAttention() {}

    /**
     * What one attention layer of C channels learns.
     *
     * @param logitScale (heads, 1, 1) logarithm of the scale of the cosine; counted at most ln 100
     * @param qkvWeight (3C, C), queries, keys and values
     * @param queryBias (C)
     * @param valueBias (C); keys have none
     * @param projectionWeight (C, C)
     * @param projectionBias (C)
     */
    public record Weights(
            NDArray logitScale,
            NDArray qkvWeight,
            NDArray queryBias,
            NDArray valueBias,
            NDArray projectionWeight,
            NDArray projectionBias) {}

    /**
     * The continuous position bias {@code 16 sigmoid(MLP(offset))} with log-spaced offsets (section 3.3 of the paper).
     *
     * @param activations any array; its manager owns the result
     * @param weight0 (hidden, 2)
     * @param bias0 (hidden)
     * @param weight2 (heads, hidden)
     * @param window side m of a window, at least 2
     * @return (heads, m*m, m*m)
     */
    public static NDArray positionBias(
            NDArray activations, NDArray weight0, NDArray bias0, NDArray weight2, int window) {
        return SCRIPT.callIn(activations.getManager(), "position_bias", weight0, bias0, weight2, window);
    }

    /**
     * What keeps pixels apart that the roll brought together: they get -100 in place of 0.
     *
     * @param like its manager, type and device are those of the result
     * @param height of the image, a multiple of the window
     * @param width of the image, a multiple of the window
     * @param window side m of a window
     * @param shift by how much the image was rolled up and left, above 0
     * @return (windows, m*m, m*m)
     */
    public static NDArray shiftMask(NDArray like, int height, int width, int window, int shift) {
        return SCRIPT.call("shift_mask", like, height, width, window, shift);
    }

    /**
     * Scaled cosine attention within windows: roll, partition, {@code softmax(cos(q, k) exp(scale) + bias + mask) v},
     * projection, and the way back. An image that is no whole number of windows is padded with zeros at the bottom and
     * right; they take part as keys, as in the reference.
     *
     * @param x (B, H, W, C)
     * @param weights of the layer
     * @param positionBias (heads, m*m, m*m)
     * @param window side m of a window
     * @param shift by how much windows are moved down and right, from 0 to m-1
     * @param bf16 whether the products are in bfloat16
     * @param fused whether to use the fused kernel, which is faster where no gradient is recorded
     * @return (B, H, W, C)
     */
    public static NDArray attend(
            NDArray x, Weights weights, NDArray positionBias, int window, int shift, boolean bf16, boolean fused) {
        return SCRIPT.call(
                "attend",
                x,
                window,
                shift,
                bf16,
                fused,
                weights.logitScale(),
                positionBias,
                weights.qkvWeight(),
                weights.queryBias(),
                weights.valueBias(),
                weights.projectionWeight(),
                weights.projectionBias());
    }
}
