// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import ai.djl.ndarray.NDArray;
import io.skysense.engine.script.Script;

/** Scaled dot-product attention (Vaswani et al. 2017), fused. */
public final class Attention {

    private static final Script SCRIPT = Script.load(Attention.class, "attention.torchscript");

    private Attention() {}

    /**
     * Attends: {@code softmax(q k^T / sqrt(d) + mask) v}, without holding the (L, S) matrix.
     *
     * @param q (B, heads, L, d)
     * @param k (B, heads, S, d)
     * @param v (B, heads, S, d)
     * @param mask added to the scores, or boolean (true takes part); broadcastable to (B, heads, L, S); null for none
     * @param bf16 whether the products are in bfloat16
     * @return (B, heads, L, d) float32
     */
    public static NDArray scaledDotProduct(NDArray q, NDArray k, NDArray v, NDArray mask, boolean bf16) {
        return SCRIPT.call(bf16 ? "scaled_dot_product_bf16" : "scaled_dot_product", q, k, v, mask, 0.0, false);
    }

    /**
     * Multi-head attention of all tokens to all: q, k and v by one product, {@link #scaledDotProduct} by heads, and a
     * product with the heads side by side.
     *
     * @param x (B, L, C)
     * @param weights of the two products
     * @param heads attention heads, a divisor of C
     * @param bf16 whether all products are in bfloat16
     * @return (B, L, C) of x's type
     */
    public static NDArray selfAttention(NDArray x, Weights weights, int heads, boolean bf16) {
        return SCRIPT.call(
                "self_attention", x, weights.in(), weights.inBias(), weights.out(), weights.outBias(), heads, bf16);
    }

    /**
     * The weights of {@link #selfAttention}.
     *
     * @param in (3C, C): rows of q, then of k, then of v
     * @param inBias (3C) or null
     * @param out (C, C)
     * @param outBias (C) or null
     */
    public record Weights(NDArray in, NDArray inBias, NDArray out, NDArray outBias) {}
}
