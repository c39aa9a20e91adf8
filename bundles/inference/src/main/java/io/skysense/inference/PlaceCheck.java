// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.data.GeoReference;
import io.skysense.raster.RasterInfo;
import java.io.IOException;
import java.util.List;

/** Checks that the rasters of two sensors cover the same ground, with pixels that fit into one another. */
final class PlaceCheck {

    /** Of a pixel of the coarser raster. */
    private static final double TOLERANCE = 0.01;

    private PlaceCheck() {}

    /**
     * Checks them.
     *
     * @param input rasters of a sensor
     * @param finest those of the sensor that the map is like
     * @throws IOException if they have other sizes or lie elsewhere
     */
    static void of(SensorInput input, SensorInput finest) throws IOException {
        RasterInfo info = input.info();
        RasterInfo other = finest.info();
        int ratio = input.ratio();
        int width = (other.width() + ratio - 1) / ratio;
        int height = (other.height() + ratio - 1) / ratio;
        if (info.width() != width || info.height() != height) {
            throw new IOException(info.source() + ": " + info.width() + "x" + info.height() + " pixels; beside "
                    + other.source() + " with " + other.width() + "x" + other.height() + " the model takes " + width
                    + "x"
                    + height + " of " + input.modality().key());
        }
        if (info.reference().isPresent()
                && other.reference().isPresent()
                && !alike(info.reference().get(), other.reference().get(), ratio)) {
            throw new IOException(info.source() + ": lies elsewhere than " + other.source() + ", or its pixels are not "
                    + (ratio == 1 ? "as large" : ratio + " times as wide"));
        }
    }

    private static boolean alike(GeoReference coarse, GeoReference fine, int ratio) {
        List<Double> a = coarse.transform();
        List<Double> b = fine.transform();
        double pixel = Math.max(Math.abs(a.get(1)) + Math.abs(a.get(2)), Math.abs(a.get(4)) + Math.abs(a.get(5)));
        boolean alike = coarse.crs().equals(fine.crs());
        for (int i = 0; i < a.size(); i++) {
            boolean corner = i == 0 || i == 3;
            double expected = corner ? b.get(i) : b.get(i) * ratio;
            alike &= Math.abs(a.get(i) - expected) <= TOLERANCE * pixel;
        }
        return alike;
    }
}
