// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.TestTime;
import io.skysense.api.infer.TestTime.Flip;
import io.skysense.api.progress.Progress;
import io.skysense.raster.Compression;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterInfo;
import io.skysense.raster.RasterReader;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maps of tiles that the model sees several times. */
class TestTimeTest {

    private static final int SIDE = 64;
    private static final int CLASSES = 3;
    private static final TestTime FLIPS = new TestTime(List.of(Flip.values()), List.of(1.0));

    @TempDir
    Path folder;

    @Test
    void aModelThatDoesNotCareWhereLeftIsMakesTheSameMap() throws IOException {
        Path input = Scene.geoTiff(folder.resolve("in.tif"), 3, 70, 90);
        Path plain = folder.resolve("plain.tif");
        Path flipped = folder.resolve("flipped.tif");
        try (LocalModel even = LocalModel.even(3, 1)) {
            Scene.predict(even, Scene.request(input, plain, 40, 16), Progress.NONE);
            Scene.predict(even, Scene.request(input, flipped, 40, 16, FLIPS), Progress.NONE);
        }

        assertArrayEquals(Scene.read(plain), Scene.read(flipped));
        assertEquals(null, metadata(plain).get("SKYSENSE_TEST_TIME"));
        assertEquals(
                "flips horizontal, vertical, both; scales 1.0",
                metadata(flipped).get("SKYSENSE_TEST_TIME"));
    }

    @Test
    void whatTheModelSaysOfMirroredRastersIsAveraged() throws IOException {
        byte[] pixels = Scene.pixels(3, SIDE, SIDE, 1);
        try (LocalModel model = new LocalModel(3, 1)) {
            int[] sum = new int[CLASSES * SIDE * SIDE];
            for (boolean across : new boolean[] {false, true}) {
                for (boolean down : new boolean[] {false, true}) {
                    byte[] said =
                            mirrored(probabilities(model, mirrored(pixels, across, down), TestTime.NONE), across, down);
                    for (int i = 0; i < sum.length; i++) {
                        sum[i] += said[i] & 0xff;
                    }
                }
            }

            byte[] averaged = probabilities(model, pixels, FLIPS);

            byte[] plain = probabilities(model, pixels, TestTime.NONE);
            int moved = 0;
            for (int i = 0; i < sum.length; i++) {
                assertEquals(sum[i] / 4.0, averaged[i] & 0xff, 1, "at " + i);
                moved += Math.abs((plain[i] & 0xff) - (averaged[i] & 0xff)) > 2 ? 1 : 0;
            }
            assertTrue(moved > sum.length / 4, "flips changed " + moved + " of " + sum.length);
        }
    }

    @Test
    void scalesKeepTheSizeOfTheMapAndTheSumOfProbabilities() throws IOException {
        byte[] pixels = Scene.pixels(3, SIDE, SIDE, 1);
        try (LocalModel model = new LocalModel(3, 1)) {
            byte[] said = probabilities(model, pixels, new TestTime(List.of(), List.of(0.7, 1.3)));

            for (int i = 0; i < SIDE * SIDE; i++) {
                int at = i;
                assertEquals(
                        255,
                        IntStream.range(0, CLASSES)
                                .map(k -> said[k * SIDE * SIDE + at] & 0xff)
                                .sum(),
                        2);
            }
        }
    }

    @Test
    void fewerTilesRunTogetherWhereTheyAreSeenEnlarged() throws IOException {
        Path input = Scene.geoTiff(folder.resolve("in.tif"), 3, 150, 203);
        Machine machine = new Machine(4L * 2560 * SIDE * SIDE, 8, 1, Duration.ofSeconds(1));
        try (LocalModel model = new LocalModel(3, 1);
                RasterReader reader = RasterReader.open(input)) {
            RasterInfo info = reader.info();
            assertEquals(4, together(model, TestTime.NONE, info, machine));
            assertEquals(4, together(model, FLIPS, info, machine));
            assertEquals(4, together(model, new TestTime(List.of(), List.of(0.5)), info, machine));
            assertEquals(1, together(model, new TestTime(List.of(), List.of(0.5, 2.0)), info, machine));
        }
    }

    private static int together(LocalModel model, TestTime testTime, RasterInfo info, Machine machine)
            throws IOException {
        return new TileModel(model, testTime).grid(info, SIDE, 16, machine).batch();
    }

    /** One tile over all. */
    private byte[] probabilities(LocalModel model, byte[] pixels, TestTime testTime) throws IOException {
        Path input = folder.resolve("mirrored.tif");
        RasterWriter.writeGeoTiff(input, RasterSpec.of(SIDE, SIDE, 3, PixelType.UINT8), Compression.NONE, pixels);
        Path shares = folder.resolve("p.tif");
        MapRequest request = new MapRequest(
                folder.resolve("run"), input, folder.resolve("map.tif"), SIDE, 0, Optional.of(shares), testTime);
        Scene.predict(model, request, Progress.NONE);
        return Scene.read(shares);
    }

    private static byte[] mirrored(byte[] planes, boolean across, boolean down) {
        byte[] out = Arrays.copyOf(planes, planes.length);
        for (int i = 0; i < planes.length; i++) {
            int x = i % SIDE;
            int y = i / SIDE % SIDE;
            int plane = i / (SIDE * SIDE);
            out[(plane * SIDE + (down ? SIDE - 1 - y : y)) * SIDE + (across ? SIDE - 1 - x : x)] = planes[i];
        }
        return out;
    }

    private static Map<String, String> metadata(Path map) throws IOException {
        try (RasterReader reader = RasterReader.open(map)) {
            return reader.info().metadata();
        }
    }
}
