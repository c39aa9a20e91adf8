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
     * Weights of classes by how many pixels each has: with n_k of the n pixels that count, of K classes,
     * {@code min(most, n / (K n_k))}.
     *
     * @param labels (B, H, W) int64
     * @param classes K
     * @param most the greatest weight, also of a class without a pixel
     * @param ignoreIndex the label that does not count
     * @return (K) float32
     */
    public static NDArray balance(NDArray labels, int classes, double most, int ignoreIndex) {
        return SCRIPT.call("balance", labels, classes, most, ignoreIndex);
    }

    /**
     * Binary cross-entropy of sigmoid(logits) for each class by itself, averaged over the classes of the pixels that count.
     *
     * @param logits (B, K, H, W) float32
     * @param labels (B, H, W) int64
     * @param ignoreIndex the label that does not count
     * @return a scalar; 0 if no label counts
     */
    public static NDArray eachClass(NDArray logits, NDArray labels, int ignoreIndex) {
        return SCRIPT.call("each_class", logits, labels, ignoreIndex);
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

    /**
     * Focal loss (Lin et al. 2017, "Focal loss for dense object detection") of softmax(logits), averaged over the labels
     * that count: {@code mean_i alpha[t_i] (1 - p_i)^gamma (-log p_i)} with {@code p_i} the probability of the true class
     * {@code t_i}. With gamma 0 and no alpha it is the cross-entropy.
     *
     * @param logits (B, K, H, W) float32
     * @param labels (B, H, W) int64
     * @param alpha (K) weight of each class, or null; it does not enter the number that is divided by
     * @param gamma how much what is easy counts less, at least 0
     * @param ignoreIndex the label that does not count
     * @return a scalar; 0 if no label counts
     */
    public static NDArray focal(NDArray logits, NDArray labels, NDArray alpha, double gamma, int ignoreIndex) {
        return SCRIPT.call("focal", logits, labels, alpha, gamma, ignoreIndex);
    }

    /**
     * Lovasz-softmax (Berman et al. 2018, "The Lovasz-softmax loss"): the mean, over the classes that are in the labels, of
     * the Lovasz extension of {@code 1 - IoU} at the errors {@code |[t_i = k] - p_ik|}.
     *
     * @param logits (B, K, H, W) float32
     * @param labels (B, H, W) int64
     * @param perImage whether each image is taken for itself and the mean is over the images of which a pixel counts; else
     *     the pixels of all are taken together
     * @param ignoreIndex the label that does not count
     * @return a scalar from 0 to 1; 0 if no label counts
     */
    public static NDArray lovasz(NDArray logits, NDArray labels, boolean perImage, int ignoreIndex) {
        return SCRIPT.call("lovasz", logits, labels, perImage, ignoreIndex);
    }

    /**
     * Tversky loss (Salehi et al. 2017, "Tversky loss function for image segmentation using 3D fully convolutional deep
     * networks"): {@code mean_k (1 - (TP + s) / (TP + alpha FP + beta FN + s))^exponent} with {@code TP = sum p t},
     * {@code FP = sum p (1 - t)}, {@code FN = sum (1 - p) t} over all pixels of the batch that count. With s = 1/2, alpha =
     * beta = 1/2 and exponent 1 it is {@link #dice}. The exponent is that of Abraham and Khan 2019 ("A novel focal Tversky
     * loss function with improved attention U-Net for lesion segmentation"), their 1/gamma.
     *
     * @param logits (B, K, H, W) float32
     * @param labels (B, H, W) int64
     * @param alpha weight of false positives
     * @param beta weight of false negatives
     * @param exponent above 0; 1 for none
     * @param ignoreIndex the label that does not count
     * @return a scalar from 0 to 1
     */
    public static NDArray tversky(
            NDArray logits, NDArray labels, double alpha, double beta, double exponent, int ignoreIndex) {
        return SCRIPT.call("tversky", logits, labels, alpha, beta, exponent, ignoreIndex);
    }

    /**
     * Cross-entropy of the pixels that are hard (online hard example mining, Shrivastava et al. 2016), chosen as the
     * OHEMPixelSampler of mmseg does: those whose true class has a probability below the threshold, and in any case the
     * {@code minKept} times B hardest of the batch. The mean is over what is chosen, by the weights of the classes; there it
     * is over all pixels.
     *
     * @param logits (B, K, H, W) float32
     * @param labels (B, H, W) int64
     * @param weight (K) weight of each class, or null; it does not enter the choice
     * @param threshold from 0 to 1
     * @param minKept pixels an image, at least 1
     * @param ignoreIndex the label that does not count
     * @return a scalar; 0 if no label counts
     */
    public static NDArray hard(
            NDArray logits, NDArray labels, NDArray weight, double threshold, int minKept, int ignoreIndex) {
        return SCRIPT.call("hard", logits, labels, weight, threshold, minKept, ignoreIndex);
    }

    /**
     * Mean absolute error over what is known.
     *
     * @param x any shape, float32
     * @param target the same shape, NaN where it is not known
     * @return a scalar; 0 if nothing is known
     */
    public static NDArray absolute(NDArray x, NDArray target) {
        return SCRIPT.call("absolute", x, target);
    }

    /**
     * Mean squared error over what is known.
     *
     * @param x any shape, float32
     * @param target the same shape, NaN where it is not known
     * @return a scalar; 0 if nothing is known
     */
    public static NDArray squared(NDArray x, NDArray target) {
        return SCRIPT.call("squared", x, target);
    }

    /**
     * Huber loss (Huber 1964), the mean over what is known of {@code e^2 / 2} where {@code |e| <= delta}, else
     * {@code delta (|e| - delta / 2)}.
     *
     * @param x any shape, float32
     * @param target the same shape, NaN where it is not known
     * @param delta where the parabola ends, above 0
     * @return a scalar; 0 if nothing is known
     */
    public static NDArray huber(NDArray x, NDArray target, double delta) {
        return SCRIPT.call("huber", x, target, delta);
    }

    /**
     * Binary cross-entropy of sigmoid(logits) for each class by itself, averaged over what is known.
     *
     * @param logits (B, K) float32
     * @param shares (B, K) share of the image that each class has, NaN where it is not known
     * @param least the share above which a class is there
     * @param weight (K) weight of each class where it is there, or null
     * @return a scalar; 0 if nothing is known
     */
    public static NDArray presence(NDArray logits, NDArray shares, double least, NDArray weight) {
        return SCRIPT.call("presence", logits, shares, least, weight);
    }

    /**
     * Cross-entropy of softmax(logits) against the class of the largest share, averaged over the images that are known by
     * the weights of their classes.
     *
     * @param logits (B, K) float32
     * @param shares (B, K) share of the image that each class has, NaN where it is not known
     * @param weight (K) weight of each class, or null
     * @param smoothing share of the target spread over all classes, 0 for none
     * @return a scalar; 0 if nothing is known
     */
    public static NDArray majority(NDArray logits, NDArray shares, NDArray weight, double smoothing) {
        return SCRIPT.call("majority", logits, shares, weight, smoothing);
    }
}
