// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import io.skysense.api.data.GeoReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file says about a raster.
 *
 * @param source file or GDAL name
 * @param driver GDAL's short name of the format, for example {@code GTiff}
 * @param width W in pixels
 * @param height H in pixels
 * @param bands one entry a band; band n is entry n-1
 * @param reference where it lies; empty if the file does not say
 * @param metadata items in the default domain
 * @param structure items in GDAL's IMAGE_STRUCTURE domain, for example COMPRESSION and LAYOUT
 */
public record RasterInfo(
        String source,
        String driver,
        int width,
        int height,
        List<BandInfo> bands,
        Optional<GeoReference> reference,
        Map<String, String> metadata,
        Map<String, String> structure) {

    /** Copies the collections. */
    public RasterInfo {
        bands = List.copyOf(bands);
        metadata = Map.copyOf(metadata);
        structure = Map.copyOf(structure);
    }

    /** {@return the window of all pixels} */
    public Window window() {
        return Window.whole(width, height);
    }

    /**
     * One band.
     *
     * @param number from 1
     * @return its entry
     */
    public BandInfo band(int number) {
        return bands.get(number - 1);
    }
}
