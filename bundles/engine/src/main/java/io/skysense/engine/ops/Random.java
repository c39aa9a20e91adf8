// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import ai.djl.ndarray.NDArray;
import io.skysense.engine.script.Script;

/** Random functions; they draw from the generator that {@link io.skysense.engine.Torch#seed} seeds. */
public final class Random {

    private static final Script SCRIPT = Script.load(Random.class, "random.torchscript");

    private Random() {}

    /**
     * Dropout (Srivastava et al. 2014).
     *
     * @param x any shape
     * @param p probability to drop an element
     * @return the shape of x, kept elements scaled by 1/(1-p)
     */
    public static NDArray dropout(NDArray x, double p) {
        return SCRIPT.call("dropout", x, p);
    }

    /**
     * Dropout of whole channels.
     *
     * @param x (B, C, H, W)
     * @param p probability to drop a channel of a sample
     * @return (B, C, H, W), kept channels scaled by 1/(1-p)
     */
    public static NDArray channelDropout(NDArray x, double p) {
        return SCRIPT.call("channel_dropout", x, p);
    }

    /**
     * Stochastic depth (Huang et al. 2016).
     *
     * @param x (B, ...)
     * @param p probability to drop a sample
     * @return the shape of x, kept samples scaled by 1/(1-p)
     */
    public static NDArray dropPath(NDArray x, double p) {
        return SCRIPT.call("drop_path", x, p);
    }

    /**
     * Fills an array in place from a normal distribution around 0.
     *
     * @param x any shape; recording of gradients must be off
     * @param std its deviation
     */
    public static void fillNormal(NDArray x, double std) {
        SCRIPT.invoke("normal_", x, std);
    }

    /**
     * Fills an array in place evenly from [-bound, bound].
     *
     * @param x any shape; recording of gradients must be off
     * @param bound greatest magnitude
     */
    public static void fillUniform(NDArray x, double bound) {
        SCRIPT.invoke("uniform_", x, bound);
    }

    /**
     * Fills an array in place from a normal distribution around 0 cut at two deviations.
     *
     * @param x any shape; recording of gradients must be off
     * @param std its deviation before the cut
     */
    public static void fillTruncatedNormal(NDArray x, double std) {
        SCRIPT.invoke("truncated_normal_", x, std);
    }

    /**
     * The factors of stochastic depth (Huang et al. 2016), for a branch that takes them as an input.
     *
     * @param like (B, ...); its manager, type and device are those of the result
     * @param p probability to drop a sample
     * @return (B, 1, ..., 1): 0 for samples that are dropped, 1/(1-p) for those that are kept
     */
    public static NDArray keepFactors(NDArray like, double p) {
        return SCRIPT.call("keep_factors", like, p);
    }
}
