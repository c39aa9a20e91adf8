// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

/**
 * Quantities of every pixel, (V, H, W), or of a whole image, (V, 1, 1); row-major, NaN where they are not known.
 *
 * @param quantities V
 * @param height H
 * @param width W
 * @param values V*H*W numbers in the units of the dataset's table
 */
public record ValueMap(int quantities, int height, int width, float[] values) {

    /** Checks that shape and length agree. */
    public ValueMap {
        if ((long) quantities * height * width != values.length) {
            throw new IllegalArgumentException(
                    values.length + " values for (" + quantities + ", " + height + ", " + width + ")");
        }
    }

    /** {@return whether it is of a whole image} */
    public boolean ofImage() {
        return height == 1 && width == 1;
    }

    /**
     * The mean of each quantity.
     *
     * @return one a quantity, over the pixels where it is known; NaN if there are none
     */
    public float[] means() {
        float[] means = new float[quantities];
        int pixels = height * width;
        for (int v = 0; v < quantities; v++) {
            double sum = 0;
            int known = 0;
            for (int i = v * pixels; i < (v + 1) * pixels; i++) {
                if (!Float.isNaN(values[i])) {
                    sum += values[i];
                    known++;
                }
            }
            means[v] = known == 0 ? Float.NaN : (float) (sum / known);
        }
        return means;
    }
}
