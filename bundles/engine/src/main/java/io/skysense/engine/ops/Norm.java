// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import ai.djl.ndarray.NDArray;
import io.skysense.engine.script.Script;

/** Normalisations. */
public final class Norm {

    private static final Script SCRIPT = Script.load(Norm.class, "norm.torchscript");

    private Norm() {}

    /**
     * Layer normalisation (Ba et al. 2016) over the last axis, biased variance.
     *
     * @param x (..., C)
     * @param weight (C)
     * @param bias (C)
     * @param eps added to the variance
     * @return the shape of x
     */
    public static NDArray layer(NDArray x, NDArray weight, NDArray bias, double eps) {
        return SCRIPT.call("layer_norm", x, weight, bias, eps);
    }

    /**
     * Group normalisation (Wu and He 2018).
     *
     * @param x (B, C, H, W)
     * @param weight (C)
     * @param bias (C)
     * @param groups of channels, a divisor of C
     * @param eps added to the variance
     * @return the shape of x
     */
    public static NDArray group(NDArray x, NDArray weight, NDArray bias, int groups, double eps) {
        return SCRIPT.call("group_norm", x, weight, bias, groups, eps);
    }

    /**
     * Batch normalisation (Ioffe and Szegedy 2015).
     *
     * @param x (B, C, H, W)
     * @param weight (C)
     * @param bias (C)
     * @param mean (C) running mean, updated in place in training
     * @param variance (C) running unbiased variance, updated in place in training
     * @param training whether the batch's own statistics are used
     * @param momentum weight of the batch in the running statistics
     * @param eps added to the variance
     * @return (B, C, H, W)
     */
    public static NDArray batch(
            NDArray x,
            NDArray weight,
            NDArray bias,
            NDArray mean,
            NDArray variance,
            boolean training,
            double momentum,
            double eps) {
        return SCRIPT.call("batch_norm", x, weight, bias, mean, variance, training, momentum, eps);
    }

    /**
     * Batch normalisation in training, computed in float64. Of the gradient of two values a channel next to nothing is
     * left, the difference of large numbers; float32 has three digits of it.
     *
     * @param x (B, C, H, W)
     * @param weight (C)
     * @param bias (C)
     * @param mean (C) running mean, updated in place
     * @param variance (C) running unbiased variance, updated in place
     * @param momentum weight of the batch in the running statistics
     * @param eps added to the variance
     * @return (B, C, H, W) float32
     */
    public static NDArray batchOfFew(
            NDArray x, NDArray weight, NDArray bias, NDArray mean, NDArray variance, double momentum, double eps) {
        return SCRIPT.call("batch_norm_double", x, weight, bias, mean, variance, momentum, eps);
    }

    /**
     * Adds a branch that is normalised after it ran.
     *
     * @param x (B, ..., C)
     * @param branch the shape of x
     * @param keep (B, 1, ..., 1) factors of the branch before its normalisation, or null
     * @param weight (C)
     * @param bias (C)
     * @param eps added to the variance
     * @return {@code x + layer(branch * keep)}
     */
    public static NDArray residual(NDArray x, NDArray branch, NDArray keep, NDArray weight, NDArray bias, double eps) {
        return SCRIPT.call("residual", x, branch, keep, weight, bias, eps);
    }
}
