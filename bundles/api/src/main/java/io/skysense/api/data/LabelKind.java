// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

/** What a task learns from, and what it says in return. B samples, K classes, V quantities of the dataset's table. */
public enum LabelKind {
    /**
     * The class of each pixel. Labels: (B, H, W) int64 class indices, {@link ClassTable#IGNORE} for none. Predictions:
     * (B, K, H, W) float32, summing to 1 over K.
     */
    PIXEL_CLASSES(true),

    /**
     * Quantities of each pixel, in the units of {@link DatasetTable#quantities}. Labels: (B, V, H, W) float32, NaN where
     * they are not known. Predictions: the same, known everywhere.
     */
    PIXEL_VALUES(true),

    /**
     * Which classes an image shows. Labels: (B, K) float32, the share of the image from 0 to 1, or 1 for each class that
     * a list names; NaN where it is not known. Predictions: (B, K) float32 from 0 to 1.
     */
    IMAGE_CLASSES(false),

    /**
     * Quantities of a whole image, in the units of {@link DatasetTable#quantities}. Labels: (B, V) float32, NaN where they
     * are not known. Predictions: the same, known everywhere.
     */
    IMAGE_VALUES(false),

    /**
     * Objects. Labels and predictions: (B, N, 7) float32, a row an object with the components of {@link ObjectBox} in
     * their order, N those of the sample that has most, at least 1; rows that stand for nothing are NaN. An image of whose
     * objects nothing is known has a row of class -1.
     */
    OBJECTS(false);

    private final boolean ofPixels;

    LabelKind(boolean ofPixels) {
        this.ofPixels = ofPixels;
    }

    /** {@return whether there is one answer a pixel, and not one an image} */
    public boolean ofPixels() {
        return ofPixels;
    }
}
