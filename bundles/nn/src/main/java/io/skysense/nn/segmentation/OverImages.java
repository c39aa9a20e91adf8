// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.segmentation;

import java.util.stream.IntStream;

/**
 * Figures in which every image weighs the same, as John and Zhang 2022 ("An attention-based U-Net for detecting
 * deforestation within satellite sensor imagery") give them in their table and compute them in their evaluation code.
 */
final class OverImages {

    private final double[] precision;
    private final double[] recall;
    private double accuracy;
    private int images;

    /**
     * Nothing so far.
     *
     * @param classes number of classes
     */
    OverImages(int classes) {
        precision = new double[classes];
        recall = new double[classes];
    }

    /** Takes the counts of one image in; one without a pixel that counts is left out. */
    void add(Confusion image) {
        if (image.pixels() == 0) {
            return;
        }
        images++;
        accuracy += image.overallAccuracy();
        for (int k = 0; k < precision.length; k++) {
            precision[k] += orZero(image.precision(k));
            recall[k] += orZero(image.recall(k));
        }
    }

    /** {@return mean over images of the share of pixels whose class was found} */
    double accuracy() {
        return accuracy / images;
    }

    /**
     * The harmonic mean of precision and recall, each first averaged over images; one that does not exist in an image
     * counts as 0 there.
     *
     * @return that of the second class if there are two, which is then the positive one; else the mean over classes
     */
    double f1() {
        return precision.length == 2
                ? f1(1)
                : IntStream.range(0, precision.length)
                        .mapToDouble(this::f1)
                        .average()
                        .orElse(0);
    }

    private double f1(int k) {
        double sum = precision[k] + recall[k];
        return sum == 0 ? 0 : 2 * precision[k] * recall[k] / sum / images;
    }

    private static double orZero(double figure) {
        return Double.isNaN(figure) ? 0 : figure;
    }
}
