// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import io.skysense.api.progress.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gdal.gdal.Dataset;
import org.gdal.gdal.gdal;

/**
 * Writes small rasters, such as training images and labels, from arrays. A file appears under its name only when it is
 * whole and on the disk; on failure an older file of that name stays. For large rasters there is {@link CogWriter}.
 */
public final class RasterWriter {

    private RasterWriter() {}

    /**
     * Writes a GeoTIFF of bytes.
     *
     * @param file to write; replaced if it exists
     * @param spec its type is {@link PixelType#UINT8}
     * @param compression of the pixels
     * @param pixels (C, H, W), row-major
     * @throws RasterException if it cannot be written
     */
    public static void writeGeoTiff(Path file, RasterSpec spec, Compression compression, byte[] pixels)
            throws RasterException {
        requireType(spec, PixelType.UINT8);
        write(file, spec, "GTiff", tiffOptions(spec, compression), ArrayKind.BYTES, pixels, pixels.length);
    }

    /**
     * Writes a GeoTIFF of 16-bit integers.
     *
     * @param file to write; replaced if it exists
     * @param spec its type is {@link PixelType#INT16} or {@link PixelType#UINT16}
     * @param compression of the pixels
     * @param pixels (C, H, W), row-major; for UINT16 their unsigned value counts
     * @throws RasterException if it cannot be written
     */
    public static void writeGeoTiff(Path file, RasterSpec spec, Compression compression, short[] pixels)
            throws RasterException {
        requireType(spec, PixelType.INT16, PixelType.UINT16);
        ArrayKind<short[]> kind = spec.type() == PixelType.INT16 ? ArrayKind.SHORTS : ArrayKind.UNSIGNED_SHORTS;
        write(file, spec, "GTiff", tiffOptions(spec, compression), kind, pixels, pixels.length);
    }

    /**
     * Writes a GeoTIFF of floating-point numbers.
     *
     * @param file to write; replaced if it exists
     * @param spec its type is {@link PixelType#FLOAT32}
     * @param compression of the pixels
     * @param pixels (C, H, W), row-major
     * @throws RasterException if it cannot be written
     */
    public static void writeGeoTiff(Path file, RasterSpec spec, Compression compression, float[] pixels)
            throws RasterException {
        requireType(spec, PixelType.FLOAT32);
        write(file, spec, "GTiff", tiffOptions(spec, compression), ArrayKind.FLOATS, pixels, pixels.length);
    }

    /**
     * Writes a PNG: grey or with a palette (1 band), grey with alpha (2), RGB (3) or RGBA (4). It holds no
     * georeference.
     *
     * @param file to write; replaced if it exists
     * @param spec its type is {@link PixelType#UINT8}; reference and category names must be empty
     * @param pixels (C, H, W), row-major
     * @throws RasterException if it cannot be written
     */
    public static void writePng(Path file, RasterSpec spec, byte[] pixels) throws RasterException {
        requireType(spec, PixelType.UINT8);
        if (spec.bands() > 4
                || spec.reference().isPresent()
                || !spec.categories().isEmpty()) {
            throw new IllegalArgumentException("a PNG has 1 to 4 bands, no georeference and no category names");
        }
        write(file, spec, "PNG", List.of(), ArrayKind.BYTES, pixels, pixels.length);
    }

    private static <A> void write(
            Path file, RasterSpec spec, String format, List<String> options, ArrayKind<A> kind, A pixels, int length)
            throws RasterException {
        long expected = (long) spec.width() * spec.height() * spec.bands();
        if (length != expected) {
            throw new IllegalArgumentException(length + " pixels, not " + expected);
        }
        Gdal.require();
        String name = file.toString();
        Dataset memory = GdalCall.object(
                name,
                "no memory for its pixels",
                () -> gdal.GetDriverByName("MEM")
                        .Create(
                                "",
                                spec.width(),
                                spec.height(),
                                spec.bands(),
                                spec.type().code()));
        try {
            new SpecApplier(name, spec).apply(memory);
            int[] bands = IntStream.rangeClosed(1, spec.bands()).toArray();
            GdalCall.code(
                    name,
                    "its pixels cannot be taken",
                    () -> kind.write().from(memory, spec.width(), spec.height(), pixels, bands));
            new Publication(file, spec, format, options).copy(memory, Durable.temporary(file), Progress.NONE);
        } finally {
            memory.delete();
        }
    }

    private static List<String> tiffOptions(RasterSpec spec, Compression compression) {
        List<String> options = new ArrayList<>();
        options.add("COMPRESS=" + compression);
        options.add("BIGTIFF=IF_SAFER");
        if (spec.width() > 512 && spec.height() > 512) {
            options.add("TILED=YES");
        }
        if (compression != Compression.NONE && spec.type().bytes() > 1) {
            options.add("PREDICTOR=" + (spec.type().floating() ? 3 : 2));
        }
        return options;
    }

    private static void requireType(RasterSpec spec, PixelType... types) {
        if (!List.of(types).contains(spec.type())) {
            throw new IllegalArgumentException("pixels of " + List.of(types) + " for a raster of " + spec.type());
        }
    }
}
