// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import ai.djl.ndarray.NDArray;
import io.skysense.engine.script.Script;

/** Losses with a reduction. */
public final class Loss {

    private static final Script SCRIPT = Script.load(Loss.class, "loss.torchscript");

    private Loss() {}

    /**
     * Cross-entropy of softmax(logits), averaged over the labels that count.
     *
     * @param logits (B, K, ...) float32
     * @param labels (B, ...) int64
     * @param weight (K) weight of each class, or null
     * @param ignoreIndex the label that does not count
     * @param smoothing share of the target spread over all classes, 0 for none
     * @return a scalar; NaN if no label counts
     */
    public static NDArray crossEntropy(
            NDArray logits, NDArray labels, NDArray weight, int ignoreIndex, double smoothing) {
        return SCRIPT.call("cross_entropy", logits, labels, weight, ignoreIndex, smoothing);
    }

    /**
     * Cross-entropy of softmax(logits), averaged over the labels that count by the weights of their classes.
     *
     * @param logits (B, K, H, W) float32
     * @param labels (B, H, W) int64
     * @param weight (K) weight of each class, or null
     * @param ignoreIndex the label that does not count
     * @return a scalar; 0 if no label counts
     */
    public static NDArray segmentation(NDArray logits, NDArray labels, NDArray weight, int ignoreIndex) {
        return SCRIPT.call("segmentation", logits, labels, weight, ignoreIndex);
    }

    /**
     * Cross-entropy of softmax(logits), half of it the mean over the pixels of class 0, half that over all others:
     * {@code (sum_{t>0} ce / (n_{t>0} + 1e-6) + sum_{t=0} ce / (n_{t=0} + 1e-6)) / 2}.
     *
     * @param logits (B, K, H, W) float32
     * @param labels (B, H, W) int64; below 0 where a pixel does not count
     * @return a scalar; 0 if no pixel counts
     */
    public static NDArray balanced(NDArray logits, NDArray labels) {
        return SCRIPT.call("balanced", logits, labels);
    }

    /**
     * Soft Dice loss (Milletari et al. 2016, without squares): {@code 1 - mean_k (2 sum p t + 1) / (sum p + sum t + 1)},
     * the sums over all pixels of the batch that count.
     *
     * @param logits (B, K, H, W) float32
     * @param labels (B, H, W) int64
     * @param ignoreIndex the label that does not count
     * @return a scalar from 0 to 1
     */
    public static NDArray dice(NDArray logits, NDArray labels, int ignoreIndex) {
        return SCRIPT.call("dice", logits, labels, ignoreIndex);
    }
}
