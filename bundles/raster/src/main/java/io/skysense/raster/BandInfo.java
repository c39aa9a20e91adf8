// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a file says about one band.
 *
 * @param type of its pixels as stored
 * @param description its name; may be empty
 * @param color GDAL's name for what it shows: Gray, Palette, Red, Alpha, Undefined
 * @param nodata the value of pixels without data; may be NaN
 * @param scale physical value = stored * scale + offset; reading delivers stored values
 * @param offset see scale
 * @param palette colours by pixel value
 * @param categories names by pixel value; empty if there are none
 * @param blockWidth columns of the blocks it is stored in
 * @param blockHeight rows of the blocks it is stored in
 * @param overviews reduced copies in the file, large to small
 * @param metadata its items in the default domain
 */
public record BandInfo(
        PixelType type,
        String description,
        String color,
        OptionalDouble nodata,
        double scale,
        double offset,
        Optional<Palette> palette,
        List<String> categories,
        int blockWidth,
        int blockHeight,
        List<Overview> overviews,
        Map<String, String> metadata) {

    /** Copies the collections. */
    public BandInfo {
        categories = List.copyOf(categories);
        overviews = List.copyOf(overviews);
        metadata = Map.copyOf(metadata);
    }

    /**
     * A reduced copy.
     *
     * @param width columns
     * @param height rows
     */
    public record Overview(int width, int height) {}
}
