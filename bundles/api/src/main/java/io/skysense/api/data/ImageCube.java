// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

/**
 * The pixels of one modality of a sample: (T, C, H, W), row-major, not normalised.
 *
 * @param times T, 1 for a single image
 * @param bands C
 * @param height H
 * @param width W
 * @param values T*C*H*W numbers in the unit of the source; never NaN or infinite
 */
public record ImageCube(int times, int bands, int height, int width, float[] values) {

    /** Checks that shape and length agree. */
    public ImageCube {
        if ((long) times * bands * height * width != values.length) {
            throw new IllegalArgumentException(
                    values.length + " values for (" + times + ", " + bands + ", " + height + ", " + width + ")");
        }
    }

    /**
     * Where a value stands in {@link #values}.
     *
     * @param time 0 to T-1
     * @param band 0 to C-1
     * @param row 0 to H-1
     * @param column 0 to W-1
     * @return the index
     */
    public int index(int time, int band, int row, int column) {
        return ((time * bands + band) * height + row) * width + column;
    }
}
