// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaddingTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"REFLECT, -3 -2 -1 0 1 2 3 4, 3 2 1 0 1 2 3 2", "EDGE, -2 -1 0 1 3 4 9, 0 0 0 1 3 3 3"})
    void indicesFollowNumPy(Padding.Mode mode, String indices, String expected) {
        Padding padding = new Padding(mode, 0);
        int[] sources = java.util.Arrays.stream(indices.split(" "))
                .mapToInt(i -> padding.source(Integer.parseInt(i), 4))
                .toArray();
        assertArrayEquals(
                java.util.Arrays.stream(expected.split(" "))
                        .mapToInt(Integer::parseInt)
                        .toArray(),
                sources);
        assertEquals(0, padding.source(-5, 1), "an axis of one pixel");
    }

    @ParameterizedTest
    @CsvSource({"40, 30", "5, 3", "1, 1"})
    void anyWindowEqualsPixelByPixelPadding(int width, int height) throws IOException {
        int bands = 2;
        float[] image = Pixels.floats(bands, height, width, 4);
        Path file = folder.resolve("image.tif");
        RasterWriter.writeGeoTiff(
                file, RasterSpec.of(width, height, bands, PixelType.FLOAT32), Compression.NONE, image);
        Random random = new Random(5);
        try (RasterReader reader = RasterReader.open(file)) {
            for (int i = 0; i < 200; i++) {
                Window window = new Window(
                        random.nextInt(3 * width) - width,
                        random.nextInt(3 * height) - height,
                        1 + random.nextInt(2 * width),
                        1 + random.nextInt(2 * height));
                for (Padding padding : new Padding[] {Padding.REFLECT, Padding.EDGE, Padding.constant(-9)}) {
                    ReadRequest request = ReadRequest.of(window).withBands(2, 1).withPadding(padding);
                    float[] expected = expected(image, width, height, window, padding);
                    assertArrayEquals(expected, reader.readFloats(request), () -> request + " " + padding);
                    assertArrayEquals(expected, direct(reader, request, expected.length));
                }
            }
        }
    }

    @Test
    void paddingThatDoesNotFitTheTypeOrComesWithResamplingIsRefused() throws IOException {
        Path file = folder.resolve("image.tif");
        RasterWriter.writeGeoTiff(file, RasterSpec.of(4, 4, 1, PixelType.UINT8), Compression.NONE, new byte[16]);
        ReadRequest request = ReadRequest.of(new Window(-1, 0, 4, 4)).withPadding(Padding.constant(-1));
        try (RasterReader reader = RasterReader.open(file)) {
            assertThrows(IllegalArgumentException.class, () -> reader.readBytes(request));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> reader.read(request, PixelType.UINT8, ByteBuffer.allocateDirect(16)));
        }
        assertThrows(IllegalArgumentException.class, () -> request.withSize(2, 2, Resampling.AVERAGE));
    }

    private static float[] direct(RasterReader reader, ReadRequest request, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(4 * count).order(ByteOrder.nativeOrder());
        reader.read(request, PixelType.FLOAT32, buffer);
        float[] read = new float[count];
        buffer.asFloatBuffer().get(read);
        return read;
    }

    /** Bands 2 and 1, each pixel looked up alone. */
    private static float[] expected(float[] image, int width, int height, Window window, Padding padding) {
        float[] pixels = new float[2 * window.width() * window.height()];
        int to = 0;
        for (int band = 1; band >= 0; band--) {
            for (int y = window.y(); y < window.y() + window.height(); y++) {
                for (int x = window.x(); x < window.x() + window.width(); x++) {
                    int row = padding.source(y, height);
                    int column = padding.source(x, width);
                    pixels[to++] = row < 0 || column < 0
                            ? (float) padding.value()
                            : image[(band * height + row) * width + column];
                }
            }
        }
        return pixels;
    }
}
