// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.raster.CogOptions;
import io.skysense.raster.Palette;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterSpec;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The class of the highest sum at each pixel, as a byte with a name and a colour.
 *
 * @param coding which byte stands for which class
 */
record ClassMapForm(ClassCoding coding) implements MapForm {

    @Override
    public int channels() {
        return coding.classes();
    }

    @Override
    public int pixelBytes() {
        return PixelType.UINT8.bytes();
    }

    @Override
    public RasterSpec map(int width, int height) {
        return RasterSpec.of(width, height, 1, PixelType.UINT8)
                .withNodata(ClassCoding.NODATA)
                .withClasses(Palette.ofRgb(coding.colors()), coding.categories());
    }

    @Override
    public CogOptions cog() {
        return CogOptions.CLASSES;
    }

    /** All 0 where the input has no data. */
    @Override
    public Optional<RasterSpec> shares(int width, int height) {
        return Optional.of(
                RasterSpec.of(width, height, coding.classes(), PixelType.UINT8).withNames(coding.names()));
    }

    @Override
    public boolean decode(Sums sums, int rows, int columns, ByteBuffer map, byte[] shares) {
        boolean sound = true;
        float[] values = sums.values();
        int plane = sums.plane();
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                int at = y * sums.stride() + x;
                int out = y * columns + x;
                boolean has = sums.valid()[at] != 0;
                int best = 0;
                float most = values[at];
                for (int k = 0; k < coding.classes(); k++) {
                    float p = values[k * plane + at];
                    if (p > most) {
                        most = p;
                        best = k;
                    }
                    if (shares != null) {
                        shares[k * rows * columns + out] = has ? (byte) Math.min(255, (int) (p * 255 + 0.5f)) : 0;
                    }
                }
                sound &= most >= 0;
                map.put(out, has ? coding.value(best) : (byte) ClassCoding.NODATA);
            }
        }
        return sound;
    }
}
