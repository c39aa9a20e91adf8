// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.segmentation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.skysense.api.config.SettingsException;
import java.util.List;

/**
 * The loss of classes of pixels: a weighted sum. A part of weight 0 is left out.
 *
 * @param crossEntropy weight of the cross-entropy
 * @param classWeight weight of each class in the cross-entropy, also in that of hard pixels; empty for 1 each
 * @param dice weight of the Dice loss
 * @param focal the focal loss
 * @param lovasz the Lovasz-softmax
 * @param tversky the Tversky loss
 * @param ohem the cross-entropy of hard pixels
 * @param balance the classes of a batch against one another in the cross-entropy
 * @param binaryCrossEntropy weight of the binary cross-entropy of each class by itself
 */
public record LossSettings(
        @JsonProperty("cross_entropy") double crossEntropy,
        @JsonProperty("class_weight") List<Double> classWeight,
        double dice,
        Focal focal,
        Lovasz lovasz,
        Tversky tversky,
        Ohem ohem,
        Balance balance,
        @JsonProperty("binary_cross_entropy") double binaryCrossEntropy) {

    /** Cross-entropy alone. */
    public static final LossSettings DEFAULTS = new LossSettings(
            1,
            List.of(),
            0,
            new Focal(0, 2, List.of()),
            new Lovasz(0, false),
            new Tversky(0, 0.3, 0.7, 1),
            new Ohem(0, 0.7, 4096));

    /**
     * Neither balanced nor of each class by itself.
     *
     * @param crossEntropy weight of the cross-entropy
     * @param classWeight weight of each class in the cross-entropy; empty for 1 each
     * @param dice weight of the Dice loss
     * @param focal the focal loss
     * @param lovasz the Lovasz-softmax
     * @param tversky the Tversky loss
     * @param ohem the cross-entropy of hard pixels
     */
    public LossSettings(
            double crossEntropy,
            List<Double> classWeight,
            double dice,
            Focal focal,
            Lovasz lovasz,
            Tversky tversky,
            Ohem ohem) {
        this(crossEntropy, classWeight, dice, focal, lovasz, tversky, ohem, new Balance(0), 0);
    }

    /** Copies the list and checks the ranges; what was said before there was balance says none. */
    public LossSettings {
        balance = balance == null ? new Balance(0) : balance;
        classWeight = List.copyOf(classWeight);
        requireWeight("cross_entropy", crossEntropy);
        requireWeight("dice", dice);
        requireWeight("binary_cross_entropy", binaryCrossEntropy);
        requireWeights("class_weight", classWeight);
        require(
                crossEntropy + dice + focal.weight + lovasz.weight + tversky.weight + ohem.weight + binaryCrossEntropy
                        > 0,
                "every part has weight 0, which leaves no loss; parts: cross_entropy, dice, focal.weight,"
                        + " lovasz.weight, tversky.weight, ohem.weight, binary_cross_entropy");
        require(
                balance.maxScale == 0 || classWeight.isEmpty(),
                "class_weight and balance.max_scale both weigh the classes; one of them is needed");
    }

    /**
     * Checks what depends on the data.
     *
     * @param classes K
     * @throws SettingsException if a list has a weight for another number of classes
     */
    public void check(int classes) {
        check("class_weight", classWeight, classes);
        check("focal.alpha", focal.alpha, classes);
    }

    /**
     * Focal loss (Lin et al. 2017): pixels count less, the surer the model is of them.
     *
     * @param weight of the part
     * @param gamma how much less, at least 0
     * @param alpha weight of each class; empty for 1 each
     */
    public record Focal(double weight, double gamma, List<Double> alpha) {

        /** Checks the ranges. */
        public Focal {
            alpha = List.copyOf(alpha);
            requireWeight("weight", weight);
            requireWeight("gamma", gamma);
            requireWeights("alpha", alpha);
        }
    }

    /**
     * Lovasz-softmax (Berman et al. 2018) over the classes that the labels hold.
     *
     * @param weight of the part
     * @param perImage whether it is the mean over images, not one figure of the batch
     */
    public record Lovasz(
            double weight, @JsonProperty("per_image") boolean perImage) {

        /** Checks the ranges. */
        public Lovasz {
            requireWeight("weight", weight);
        }
    }

    /**
     * Tversky loss (Salehi et al. 2017), over the batch.
     *
     * @param weight of the part
     * @param alpha weight of false positives
     * @param beta weight of false negatives
     * @param exponent of each class's loss, above 0 (Abraham and Khan 2019: 3/4); 1 for none
     */
    public record Tversky(double weight, double alpha, double beta, double exponent) {

        /** Checks the ranges. */
        public Tversky {
            requireWeight("weight", weight);
            requireWeight("alpha", alpha);
            requireWeight("beta", beta);
            require(alpha + beta > 0, "alpha and beta are both 0, which leaves no loss");
            require(exponent > 0 && Double.isFinite(exponent), "exponent must be above 0");
        }
    }

    /**
     * Cross-entropy of the hard pixels (online hard example mining) as mmseg's OHEMPixelSampler chooses them.
     *
     * @param weight of the part
     * @param threshold probability of the true class below which a pixel is hard
     * @param minKept the hardest pixels that are kept in any case, times the images of the batch
     */
    public record Ohem(
            double weight,
            double threshold,
            @JsonProperty("min_kept") int minKept) {

        /** Checks the ranges. */
        public Ohem {
            requireWeight("weight", weight);
            require(threshold >= 0 && threshold <= 1, "threshold must be from 0 to 1");
            require(minKept >= 1, "min_kept must be at least 1");
        }
    }

    /**
     * Weights of the classes from how many pixels of the batch each has: with n_k of n pixels, of K classes,
     * {@code min(maxScale, n / (K n_k))}.
     *
     * @param maxScale the greatest; 0 for no such weights
     */
    public record Balance(@JsonProperty("max_scale") double maxScale) {

        /** Checks the range. */
        public Balance {
            requireWeight("max_scale", maxScale);
        }
    }

    private static void check(String key, List<Double> weights, int classes) {
        if (!weights.isEmpty() && weights.size() != classes) {
            throw new SettingsException(
                    "head loss." + key + ": " + weights.size() + " weights for " + classes + " classes");
        }
    }

    private static void requireWeights(String key, List<Double> values) {
        values.forEach(value -> requireWeight(key, value));
    }

    private static void requireWeight(String key, double value) {
        require(value >= 0 && Double.isFinite(value), key + " must be at least 0, not " + value);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
