// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import ai.djl.ndarray.NDArray;
import io.skysense.engine.script.Script;

/** Soft codebooks: maps whose pixels are means of codes, and how far such maps are from one another. */
public final class Codes {

    private static final Script SCRIPT = Script.load(Codes.class, "codes.torchscript");

    private Codes() {}

    /**
     * How much each code counts: {@code softmax(sharpness * logits)} over the codes.
     *
     * @param logits (B, n, H, W)
     * @param sharpness inverse of the temperature
     * @return (B, n, H, W), 1 in sum over the codes
     */
    public static NDArray weights(NDArray logits, double sharpness) {
        return SCRIPT.call("weights", logits, sharpness);
    }

    /**
     * The mean of the codes.
     *
     * @param weights (B, n, H, W)
     * @param codebook (n, z)
     * @param bf16 whether the product is in bfloat16
     * @return (B, z, H, W)
     */
    public static NDArray mean(NDArray weights, NDArray codebook, boolean bf16) {
        return SCRIPT.call("mean", weights, codebook, bf16);
    }

    /**
     * The mean squared difference of the samples that count: {@code sum_b mean_chw (made - truth)^2 / (samples + 1e-6)}.
     *
     * @param made (B, C, H, W)
     * @param truth (B, C, H, W)
     * @param counts (B, 1, 1, 1) boolean; what other samples hold makes no difference
     * @return a scalar
     */
    public static NDArray distance(NDArray made, NDArray truth, NDArray counts) {
        return SCRIPT.call("distance", made, truth, counts);
    }

    /**
     * The symmetric Kullback-Leibler divergence of the codes' distributions p and q, summed over codes and pixels and
     * averaged over all samples: {@code mean_b counts sum_nhw (p log(p/q) + q log(q/p))}.
     *
     * @param a (B, n, H, W) logits of p
     * @param b (B, n, H, W) logits of q
     * @param counts (B, 1, 1, 1) boolean; other samples count as 0, whatever they hold
     * @return a scalar
     */
    public static NDArray divergence(NDArray a, NDArray b, NDArray counts) {
        return SCRIPT.call("divergence", a, b, counts);
    }
}
