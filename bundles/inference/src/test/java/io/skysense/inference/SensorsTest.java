// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.GeoReference;
import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.NamedRaster;
import io.skysense.api.infer.TestTime;
import io.skysense.api.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maps of models that read several sensors, whose rasters have pixels of their own sizes. */
class SensorsTest {

    private static final int H = 50;
    private static final int W = 75;
    private static final int COARSE_H = 13;
    private static final int COARSE_W = 19;
    private static final GeoReference COARSE = wide(40);

    @TempDir
    Path folder;

    private Path hr;
    private Path first;
    private Path second;

    private static GeoReference wide(double pixel) {
        return new GeoReference(List.of(500_000.0, pixel, 0.0, 9_000_000.0, 0.0, -pixel), "EPSG:32720");
    }

    @BeforeEach
    void makeRasters() throws IOException {
        hr = Scene.geoTiff(folder.resolve("hr.tif"), 1, H, W, 1, Scene.PLACE);
        first = Scene.geoTiff(folder.resolve("first.tif"), 1, COARSE_H, COARSE_W, 2, COARSE);
        second = Scene.geoTiff(folder.resolve("second.tif"), 1, COARSE_H, COARSE_W, 3, COARSE);
    }

    /** Of inputs like {@code s2=file}. */
    private float[] map(String... inputs) throws IOException {
        List<NamedRaster> named = Stream.of(inputs).map(NamedRaster::parse).toList();
        Path output = folder.resolve("map.tif");
        MapRequest request = new MapRequest(
                folder.resolve("run"),
                named.stream().map(n -> Path.of(n.file())).toList(),
                NamedRaster.sensors(named),
                output,
                32,
                8,
                Optional.empty(),
                TestTime.NONE);
        try (TwoSensorModel model = new TwoSensorModel()) {
            Scene.predict(model, request, Progress.NONE);
        }
        return Scene.readFloats(output);
    }

    @Test
    void eachPixelIsToldFromAllSensorsWhereverTilesEnd() throws IOException {
        check(map("hr=" + hr, "s2=" + first), first);
    }

    @Test
    void severalDatesOfASensorAreASeries() throws IOException {
        check(map("s2=" + first, "hr=" + hr, "s2=" + second), first, second);
    }

    @Test
    void aSensorThatIsMissingIsLeftToTheModel() throws IOException {
        check(map("hr=" + hr));
    }

    private void check(float[] map, Path... dates) throws IOException {
        byte[] fine = Scene.read(hr);
        float[] coarse = new float[COARSE_H * COARSE_W];
        for (Path date : dates) {
            byte[] values = Scene.read(date);
            for (int i = 0; i < coarse.length; i++) {
                coarse[i] += (values[i] & 0xff) / (float) dates.length;
            }
        }
        for (int y = 0; y < H; y++) {
            for (int x = 0; x < W; x++) {
                float expected = coarse[y / TwoSensorModel.RATIO * COARSE_W + x / TwoSensorModel.RATIO];
                assertEquals(fine[y * W + x] & 0xff, map[y * W + x], 1e-2, "hr at " + x + ", " + y);
                assertEquals(expected, map[(H + y) * W + x], 1e-2, "s2 at " + x + ", " + y);
            }
        }
    }

    @Test
    void theMoreImagesATileHasTheFewerTilesRunTogether() {
        Machine machine = new Machine(1 << 30, 64, 1, Duration.ZERO);
        int alone = machine.sharedBy(1).tilesTogether(128);

        assertEquals(machine.tilesTogether(128), alone);
        assertEquals(alone / 4, machine.sharedBy(4).tilesTogether(128));
        assertEquals(1, machine.sharedBy(1e6).tilesTogether(128));
    }

    @Test
    void whatDoesNotFitIsRefusedInALine() throws IOException {
        Path small = Scene.geoTiff(folder.resolve("small.tif"), 1, COARSE_H, COARSE_W - 1, 2, COARSE);
        Path narrow = Scene.geoTiff(folder.resolve("narrow.tif"), 1, COARSE_H, COARSE_W, 2, wide(20));
        refused(small + ": 18x13 pixels; beside " + hr + " with 75x50 the model takes 19x13 of s2", hr, small);
        refused(narrow + ": lies elsewhere than " + hr + ", or its pixels are not 4 times as wide", hr, narrow);
        refused("the model reads hr, s2; say of which each raster is, for example hr=scene.tif", hr.toString());
        refused("the model reads no s1 images; it reads hr, s2", "hr=" + hr, "s1=" + first);
        refused("a map has the pixels of the finest sensor", "s2=" + first);
        refused("the model looks at 1 date; 2 rasters are given", "hr=" + hr, "hr=" + hr);
        assertThrows(IllegalArgumentException.class, () -> map("hr=" + hr, first.toString()));
    }

    private void refused(String cause, Path fine, Path coarse) {
        refused(cause, "hr=" + fine, "s2=" + coarse);
    }

    private void refused(String cause, String... inputs) {
        String message = assertThrows(IOException.class, () -> map(inputs)).getMessage();
        assertTrue(message.startsWith(cause), message);
    }
}
