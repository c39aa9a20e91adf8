// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import ai.djl.ndarray.NDArray;
import io.skysense.engine.script.Script;

/** Matrix products and convolutions on float32 weights, in float32 or in a bfloat16 region. */
public final class Linear {

    private static final Script SCRIPT = Script.load(Linear.class, "linear.torchscript");

    private Linear() {}

    /**
     * {@code x w^T + b}.
     *
     * @param x (..., I)
     * @param weight (O, I)
     * @param bias (O) or null
     * @param bf16 whether the product is in bfloat16
     * @return (..., O) float32
     */
    public static NDArray linear(NDArray x, NDArray weight, NDArray bias, boolean bf16) {
        return SCRIPT.call(bf16 ? "linear_bf16" : "linear", x, weight, bias);
    }

    /**
     * A square convolution.
     *
     * @param x (B, I, H, W)
     * @param weight (O, I/groups, k, k)
     * @param bias (O) or null
     * @param stride step
     * @param padding zeros on each side
     * @param dilation distance of the taps
     * @param groups channel groups
     * @param bf16 whether the product is in bfloat16
     * @return (B, O, H', W') float32
     */
    public static NDArray conv2d(
            NDArray x, NDArray weight, NDArray bias, int stride, int padding, int dilation, int groups, boolean bf16) {
        return SCRIPT.call(
                bf16 ? "conv2d_bf16" : "conv2d",
                x,
                weight,
                bias,
                new long[] {stride, stride},
                new long[] {padding, padding},
                new long[] {dilation, dilation},
                groups);
    }

    /**
     * Two products with the exact GELU (Hendrycks and Gimpel 2016) between.
     *
     * @param x (..., I)
     * @param weight1 (M, I)
     * @param bias1 (M)
     * @param weight2 (O, M)
     * @param bias2 (O)
     * @param bf16 whether products and GELU are in bfloat16
     * @return (..., O) float32
     */
    public static NDArray mlp(NDArray x, NDArray weight1, NDArray bias1, NDArray weight2, NDArray bias2, boolean bf16) {
        return SCRIPT.call(bf16 ? "mlp_bf16" : "mlp", x, weight1, bias1, weight2, bias2);
    }
}
