// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

import java.util.List;
import java.util.stream.IntStream;

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

    /**
     * How many of the pixels that have a class have each.
     *
     * @param count K
     * @return one share a class, from 0 to 1; NaN if no pixel has a class
     */
    public List<Float> shares(int count) {
        long[] pixels = new long[ClassTable.IGNORE + 1];
        for (byte index : classes) {
            pixels[index & 0xff]++;
        }
        double known = classes.length - pixels[ClassTable.IGNORE];
        return IntStream.range(0, count)
                .mapToObj(k -> known == 0 ? Float.NaN : (float) (pixels[k] / known))
                .toList();
    }
}
