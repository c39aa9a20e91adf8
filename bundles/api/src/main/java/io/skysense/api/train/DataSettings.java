// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.train;

import io.skysense.api.data.BadFile;
import io.skysense.api.data.SizeMismatch;
import java.util.List;

/**
 * Which data, and how it is fed.
 *
 * @param dataset name of the reader; empty: the one whose list files the data folder holds
 * @param train split to train on
 * @param validation split to validate on; empty for none
 * @param crop side in pixels of the random training window, on the HR grid
 * @param batch samples a step (of one micro-batch if gradients are accumulated)
 * @param threads loader threads
 * @param ahead batches kept ready
 * @param cacheMiB decoded samples kept in memory, 0 for none
 * @param sizeMismatch what to do when label and image differ in size
 * @param badFile what to do with a sample that cannot be read
 * @param remote whether list entries may name http and https addresses
 * @param augment random changes of training samples
 */
public record DataSettings(
        String dataset,
        String train,
        String validation,
        int crop,
        int batch,
        int threads,
        int ahead,
        int cacheMiB,
        SizeMismatch sizeMismatch,
        BadFile badFile,
        boolean remote,
        Augment augment) {

    /** The defaults. */
    public static final DataSettings DEFAULTS = new DataSettings(
            "", "train", "val", 256, 8, 1, 4, 512, SizeMismatch.CROP, BadFile.FAIL, false, Augment.DEFAULTS);

    /**
     * Refuses samples that cannot be read, and stays off the network.
     *
     * @param dataset name of the reader; empty: the one whose list files the data folder holds
     * @param train split to train on
     * @param validation split to validate on; empty for none
     * @param crop side in pixels of the random training window, on the HR grid
     * @param batch samples a step
     * @param threads loader threads
     * @param ahead batches kept ready
     * @param cacheMiB decoded samples kept in memory, 0 for none
     * @param sizeMismatch what to do when label and image differ in size
     * @param augment random changes of training samples
     */
    public DataSettings(
            String dataset,
            String train,
            String validation,
            int crop,
            int batch,
            int threads,
            int ahead,
            int cacheMiB,
            SizeMismatch sizeMismatch,
            Augment augment) {
        this(
                dataset,
                train,
                validation,
                crop,
                batch,
                threads,
                ahead,
                cacheMiB,
                sizeMismatch,
                BadFile.FAIL,
                false,
                augment);
    }

    /** Checks the ranges. */
    public DataSettings {
        if (crop < 1 || batch < 1 || threads < 1 || ahead < 1 || cacheMiB < 0) {
            throw new IllegalArgumentException(
                    "crop, batch, threads and ahead must be at least 1, cacheMiB at least 0");
        }
    }

    /**
     * Random changes of training samples.
     *
     * @param flip mirrors rows and columns with probability 1/2 each
     * @param rotate turns by a multiple of 90 degrees
     * @param scale least and greatest zoom of the window, log-uniform; above 1 things look larger
     * @param brightness greatest shift of all bands together, in deviations
     * @param contrast greatest relative change of the deviation
     * @param bandShift greatest shift of each band by itself, in deviations
     * @param catMaxRatio a window of which one class has this share or more of what is labelled is drawn again, up to ten
     *     times; 1 for never
     * @param dropModality probability that a sensor is left out of a sample, which keeps one of those that it has: for
     *     models that join several, which are to do without one
     */
    public record Augment(
            boolean flip,
            boolean rotate,
            List<Double> scale,
            double brightness,
            double contrast,
            double bandShift,
            double catMaxRatio,
            double dropModality) {

        /** The defaults. */
        public static final Augment DEFAULTS = new Augment(true, true, List.of(1.0, 1.0), 0, 0, 0);

        /**
         * Takes each window as it is drawn.
         *
         * @param flip mirrors rows and columns with probability 1/2 each
         * @param rotate turns by a multiple of 90 degrees
         * @param scale least and greatest zoom of the window, log-uniform
         * @param brightness greatest shift of all bands together, in deviations
         * @param contrast greatest relative change of the deviation
         * @param bandShift greatest shift of each band by itself, in deviations
         */
        public Augment(
                boolean flip,
                boolean rotate,
                List<Double> scale,
                double brightness,
                double contrast,
                double bandShift) {
            this(flip, rotate, scale, brightness, contrast, bandShift, 1, 0);
        }

        /** Checks the ranges. */
        public Augment {
            scale = List.copyOf(scale);
            if (scale.size() != 2 || scale.get(0) <= 0 || scale.get(1) < scale.get(0)) {
                throw new IllegalArgumentException("scale must be [least, greatest], both above 0");
            }
            if (brightness < 0 || contrast < 0 || contrast >= 1 || bandShift < 0) {
                throw new IllegalArgumentException(
                        "brightness and bandShift must be at least 0, contrast from 0 to below 1");
            }
            if (!(catMaxRatio > 0 && catMaxRatio <= 1)) {
                throw new IllegalArgumentException("catMaxRatio must be above 0, at most 1");
            }
            if (!(dropModality >= 0 && dropModality < 1)) {
                throw new IllegalArgumentException("dropModality must be at least 0, below 1");
            }
        }
    }
}
