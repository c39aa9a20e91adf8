// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import io.skysense.raster.Compression;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Files of a dataset of {@link Made#table()}. */
final class MadeFiles {

    final Path root;

    MadeFiles(Path parent) throws IOException {
        root = Files.createDirectories(parent.resolve("made"));
    }

    /** Writes a GeoTIFF of floats. */
    void image(String name, int bands, int height, int width, float... values) throws IOException {
        float[] pixels = values.length == 1 ? new float[bands * height * width] : values;
        if (values.length == 1) {
            Arrays.fill(pixels, values[0]);
        }
        RasterWriter.writeGeoTiff(
                root.resolve(name), RasterSpec.of(width, height, bands, PixelType.FLOAT32), Compression.NONE, pixels);
    }

    /** Writes a PNG of bytes. */
    void label(String name, int height, int width, int... values) throws IOException {
        byte[] pixels = new byte[height * width];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) values[i % values.length];
        }
        RasterWriter.writePng(root.resolve(name), RasterSpec.of(width, height, 1, PixelType.UINT8), pixels);
    }

    /** Writes the list of the training split. */
    Path list(String... entries) throws IOException {
        String json = "[" + String.join(",", entries).replace('\'', '"') + "]";
        return Files.writeString(root.resolve("made_train.json"), json);
    }
}
