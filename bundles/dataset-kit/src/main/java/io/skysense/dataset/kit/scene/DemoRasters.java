// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.GeoReference;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.layout.FileLayout;
import io.skysense.raster.Compression;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterException;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Writes what the cameras took in the bands, order and unit that a dataset has. */
final class DemoRasters {

    private static final List<String> S2_NAMES = List.of("b2", "b3", "b4", "b5", "b6", "b7", "b8", "b8a", "b11", "b12");
    private static final int BYTE = 255;

    /** Mean and deviation of what the HR camera takes. */
    private static final double HR_MEAN = 0.45;

    private static final double HR_DEVIATION = 0.17;

    /** About those of what the cameras of Sentinel take; bands whose deviation is far off are in another unit. */
    private static final double S2_MEAN = 2000;

    private static final double S2_DEVIATION = 1350;
    private static final double S1_MEAN = -16;
    private static final double S1_DEVIATION = 5.5;
    private static final double FAR = 6;

    private final FileLayout layout;

    DemoRasters(FileLayout layout) {
        this.layout = layout;
    }

    /**
     * Writes an image.
     *
     * @param file a GeoTIFF
     * @param bands of the table
     * @param taken (3 or 10 or 2, side, side) as the camera of the modality took it
     * @param side rows and columns
     * @param where it lies
     */
    void write(Path file, BandTable bands, float[] taken, int side, GeoReference where) throws RasterException {
        List<Integer> order = layout.bands().getOrDefault(bands.modality().key(), List.of());
        int count = order.isEmpty() ? bands.bands().size() : Collections.max(order) + 1;
        int plane = side * side;
        int channels = taken.length / plane;
        float[] pixels = new float[count * plane];
        for (int b = 0; b < count; b++) {
            // Bands of the file that the dataset leaves out hold the neighbour of one that it takes.
            int band = order.isEmpty() ? b : Math.max(0, order.indexOf(b));
            int channel = channel(bands, band, channels);
            for (int i = 0; i < plane; i++) {
                pixels[b * plane + i] = unit(bands, band, taken[channel * plane + i]);
            }
        }
        PixelType type = type(bands);
        RasterSpec spec = RasterSpec.of(side, side, count, type).withReference(where);
        if (type == PixelType.FLOAT32) {
            RasterWriter.writeGeoTiff(file, spec, Compression.DEFLATE, pixels);
        } else if (type == PixelType.UINT8) {
            byte[] bytes = new byte[pixels.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) Math.max(0, Math.min(BYTE, Math.round(pixels[i])));
            }
            RasterWriter.writeGeoTiff(file, spec, Compression.DEFLATE, bytes);
        } else {
            short[] shorts = new short[pixels.length];
            for (int i = 0; i < shorts.length; i++) {
                shorts[i] = (short) Math.max(1, Math.min(Short.MAX_VALUE, Math.round(pixels[i])));
            }
            RasterWriter.writeGeoTiff(file, spec, Compression.DEFLATE, shorts);
        }
    }

    private static PixelType type(BandTable bands) {
        return switch (bands.modality()) {
            case HR -> bands.div() == BYTE ? PixelType.UINT8 : PixelType.INT16;
            case S2 -> otherUnit(bands) ? PixelType.FLOAT32 : PixelType.INT16;
            case S1 -> PixelType.FLOAT32;
        };
    }

    private static boolean otherUnit(BandTable bands) {
        double usual = bands.modality() == Modality.S2 ? S2_DEVIATION : S1_DEVIATION;
        double times = bands.div() * bands.std().get(0) / usual;
        return times > FAR || times < 1 / (2 * FAR);
    }

    private static int channel(BandTable bands, int band, int channels) {
        int named = bands.modality() == Modality.S2
                ? S2_NAMES.indexOf(
                        bands.bands().get(band).toLowerCase(Locale.ROOT).replaceFirst("^b0", "b"))
                : -1;
        return named >= 0 ? named : band % channels;
    }

    /** Images that are in another unit than the camera's are in the one that the table normalises from. */
    private static float unit(BandTable bands, int band, float value) {
        boolean own = bands.modality() == Modality.HR ? bands.div() == BYTE : !otherUnit(bands);
        if (own) {
            return value;
        }
        double apart = switch (bands.modality()) {
            case HR -> (value / BYTE - HR_MEAN) / HR_DEVIATION;
            case S2 -> (value - S2_MEAN) / S2_DEVIATION;
            case S1 -> (value - S1_MEAN) / S1_DEVIATION;
        };
        return (float)
                (bands.div() * (bands.mean().get(band) + 0.5 * bands.std().get(band) * apart));
    }
}
