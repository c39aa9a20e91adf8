// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import java.util.ArrayList;
import java.util.List;

/**
 * How a Cloud Optimized GeoTIFF is laid out.
 *
 * @param compression of full resolution and overviews
 * @param block side of a tile in pixels, a multiple of 16
 * @param overviews how the reduced copies are made
 */
public record CogOptions(Compression compression, int block, Resampling overviews) {

    /** For class maps: an overview shows classes that are there. */
    public static final CogOptions CLASSES = new CogOptions(Compression.DEFLATE, 512, Resampling.MODE);
    /** For measurements and probabilities. */
    public static final CogOptions VALUES = new CogOptions(Compression.DEFLATE, 512, Resampling.AVERAGE);

    /** Checks the block size. */
    public CogOptions {
        if (block < 128 || block > 4096 || block % 16 != 0) {
            throw new IllegalArgumentException("blocks of " + block + " pixels: a multiple of 16, from 128 to 4096");
        }
    }

    List<String> creationOptions(PixelType type) {
        List<String> options = new ArrayList<>();
        options.add("COMPRESS=" + compression);
        options.add("BLOCKSIZE=" + block);
        options.add("OVERVIEWS=IGNORE_EXISTING");
        options.add("OVERVIEW_RESAMPLING=" + (overviews == Resampling.NEAREST ? "NEAREST" : overviews.name()));
        options.add("BIGTIFF=IF_SAFER");
        if (compression != Compression.NONE && type.bytes() > 1) {
            options.add("PREDICTOR=YES");
        }
        return options;
    }
}
