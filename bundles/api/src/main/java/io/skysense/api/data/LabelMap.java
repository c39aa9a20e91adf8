// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

/**
 * The class index of every pixel: (H, W), row-major, one unsigned byte each; {@link ClassTable#IGNORE} marks no class.
 *
 * @param height H
 * @param width W
 * @param classes H*W class indices
 */
public record LabelMap(int height, int width, byte[] classes) {

    /** Checks that shape and length agree. */
    public LabelMap {
        if ((long) height * width != classes.length) {
            throw new IllegalArgumentException(classes.length + " labels for (" + height + ", " + width + ")");
        }
    }

    /**
     * The class of a pixel.
     *
     * @param row 0 to H-1
     * @param column 0 to W-1
     * @return its class index, or {@link ClassTable#IGNORE}
     */
    public int at(int row, int column) {
        return classes[row * width + column] & 0xff;
    }
}
