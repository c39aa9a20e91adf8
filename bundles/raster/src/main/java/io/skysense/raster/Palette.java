// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import java.util.ArrayList;
import java.util.List;

/**
 * The colour of each pixel value. Formats may fill up to 256 entries, and TIFF keeps no transparency but that of nodata.
 *
 * @param argb 0xAARRGGBB; the index is the pixel value
 */
public record Palette(List<Integer> argb) {

    /** Copies the list and checks its length. */
    public Palette {
        argb = List.copyOf(argb);
        if (argb.isEmpty() || argb.size() > 65536) {
            throw new IllegalArgumentException("a palette of " + argb.size() + " colours");
        }
    }

    /**
     * Opaque colours.
     *
     * @param rgb 0xRRGGBB, one a value
     * @return the palette
     */
    public static Palette ofRgb(List<Integer> rgb) {
        List<Integer> opaque = new ArrayList<>(rgb.size());
        rgb.forEach(c -> opaque.add(0xFF000000 | c));
        return new Palette(opaque);
    }
}
