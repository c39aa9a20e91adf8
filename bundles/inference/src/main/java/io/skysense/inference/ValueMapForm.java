// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.data.Quantity;
import io.skysense.raster.CogOptions;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterSpec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Quantities as they are, one band of float32 each; NaN where the input has no data.
 *
 * @param quantities names and units of the bands
 */
record ValueMapForm(List<Quantity> quantities) implements MapForm {

    @Override
    public int channels() {
        return quantities.size();
    }

    @Override
    public int pixelBytes() {
        return quantities.size() * PixelType.FLOAT32.bytes();
    }

    @Override
    public RasterSpec map(int width, int height) {
        return RasterSpec.of(width, height, quantities.size(), PixelType.FLOAT32)
                .withNodata(Double.NaN)
                .withNames(quantities.stream().map(ValueMapForm::name).toList());
    }

    private static String name(Quantity quantity) {
        return quantity.unit().isEmpty() ? quantity.name() : quantity.name() + " (" + quantity.unit() + ")";
    }

    @Override
    public CogOptions cog() {
        return CogOptions.VALUES;
    }

    @Override
    public Optional<RasterSpec> shares(int width, int height) {
        return Optional.empty();
    }

    @Override
    public boolean decode(Sums sums, int rows, int columns, ByteBuffer map, byte[] shares) {
        boolean sound = true;
        for (int v = 0; v < quantities.size(); v++) {
            for (int y = 0; y < rows; y++) {
                int from = y * sums.stride();
                int out = (v * rows + y) * columns;
                for (int x = 0; x < columns; x++) {
                    float value = sums.values()[v * sums.plane() + from + x];
                    sound &= Float.isFinite(value);
                    boolean has = sums.valid()[from + x] != 0;
                    map.putFloat((out + x) * Float.BYTES, has ? value : Float.NaN);
                }
            }
        }
        return sound;
    }
}
