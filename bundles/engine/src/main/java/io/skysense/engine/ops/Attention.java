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
}
