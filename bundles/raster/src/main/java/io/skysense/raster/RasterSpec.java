// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import io.skysense.api.data.GeoReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A raster to write: everything but its pixels.
 *
 * @param width W in pixels
 * @param height H in pixels
 * @param bands C
 * @param type of every band
 * @param reference where it lies; empty to say nothing
 * @param nodata the value of pixels without data, in every band
 * @param palette colours by pixel value; only for one band of {@link PixelType#UINT8} or {@link PixelType#UINT16}
 * @param categories names by pixel value, for one band; empty for none
 * @param names of the bands; empty, or one a band
 * @param metadata items of the default domain
 */
public record RasterSpec(
        int width,
        int height,
        int bands,
        PixelType type,
        Optional<GeoReference> reference,
        OptionalDouble nodata,
        Optional<Palette> palette,
        List<String> categories,
        List<String> names,
        Map<String, String> metadata) {

    /** Copies the collections and checks that the parts agree. */
    public RasterSpec {
        categories = List.copyOf(categories);
        names = List.copyOf(names);
        metadata = Map.copyOf(metadata);
        require(width > 0 && height > 0 && bands > 0, "a raster of " + width + "x" + height + ", " + bands + " bands");
        require(type != PixelType.UNSUPPORTED, "pixels of this type cannot be written");
        require(nodata.isEmpty() || type.holds(nodata.getAsDouble()), "nodata " + nodata + " is no " + type);
        boolean indexed = bands == 1 && (type == PixelType.UINT8 || type == PixelType.UINT16);
        require(palette.isEmpty() || indexed, "a palette needs one band of uint8 or uint16");
        require(palette.isEmpty() || type.holds(palette.get().argb().size() - 1), "a palette longer than " + type);
        require(categories.isEmpty() || bands == 1, "category names need one band");
        require(names.isEmpty() || names.size() == bands, names.size() + " names for " + bands + " bands");
        for (Map.Entry<String, String> item : metadata.entrySet()) {
            require(!item.getKey().contains("="), "metadata key " + item.getKey() + " has an equals sign");
        }
    }

    /**
     * A raster that says nothing of itself.
     *
     * @param width W
     * @param height H
     * @param bands C
     * @param type of every band
     * @return the description
     */
    public static RasterSpec of(int width, int height, int bands, PixelType type) {
        return new RasterSpec(
                width,
                height,
                bands,
                type,
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Map.of());
    }

    /**
     * Places it.
     *
     * @param where transform and CRS; the CRS as WKT or as {@code EPSG:n}
     * @return a copy
     */
    public RasterSpec withReference(GeoReference where) {
        return withReference(Optional.of(where));
    }

    /**
     * Places it as another raster.
     *
     * @param where from {@link RasterInfo#reference}
     * @return a copy
     */
    public RasterSpec withReference(Optional<GeoReference> where) {
        return new RasterSpec(width, height, bands, type, where, nodata, palette, categories, names, metadata);
    }

    /**
     * Names the value of pixels without data.
     *
     * @param value must fit the type
     * @return a copy
     */
    public RasterSpec withNodata(double value) {
        return new RasterSpec(
                width, height, bands, type, reference, OptionalDouble.of(value), palette, categories, names, metadata);
    }

    /**
     * Makes it a map of classes.
     *
     * @param colors by pixel value
     * @param classNames by pixel value
     * @return a copy
     */
    public RasterSpec withClasses(Palette colors, List<String> classNames) {
        return new RasterSpec(
                width, height, bands, type, reference, nodata, Optional.of(colors), classNames, names, metadata);
    }

    /**
     * Names the bands.
     *
     * @param bandNames one a band
     * @return a copy
     */
    public RasterSpec withNames(List<String> bandNames) {
        return new RasterSpec(width, height, bands, type, reference, nodata, palette, categories, bandNames, metadata);
    }

    /**
     * Adds what else is to be known.
     *
     * @param items keys without an equals sign
     * @return a copy
     */
    public RasterSpec withMetadata(Map<String, String> items) {
        return new RasterSpec(width, height, bands, type, reference, nodata, palette, categories, names, items);
    }

    /** Bytes of all pixels, uncompressed. */
    long bytes() {
        return Math.multiplyExact(Math.multiplyExact((long) width * height, bands), type.bytes());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
