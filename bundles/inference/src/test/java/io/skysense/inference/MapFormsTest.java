// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.GeoReference;
import io.skysense.api.data.LabelKind;
import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.TestTime;
import io.skysense.api.progress.Progress;
import io.skysense.raster.BandInfo;
import io.skysense.raster.Compression;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterInfo;
import io.skysense.raster.RasterReader;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maps of heads that say other things than a class a pixel, and that look at more than one date. */
class MapFormsTest {

    private static final int H = 90;
    private static final int W = 133;
    private static final float CLOSE = 2e-5f;

    @TempDir
    Path folder;

    private MapRequest request(Path output, int tile, int overlap, Path... inputs) {
        return new MapRequest(
                folder.resolve("run"), List.of(inputs), output, tile, overlap, Optional.empty(), TestTime.NONE);
    }

    private Path input(String name, long seed) throws IOException {
        return Scene.geoTiff(folder.resolve(name), 3, H, W, seed, Scene.PLACE);
    }

    @Test
    void quantitiesAreFloatsWithNamesAndUnits() throws IOException {
        Path input = input("in.tif", 1);
        Path output = folder.resolve("map.tif");
        Path whole = folder.resolve("whole.tif");
        try (LocalModel model = new LocalModel(3, 1, LabelKind.PIXEL_VALUES, 1)) {
            Scene.predict(model, request(output, 40, 16, input), Progress.NONE);
            Scene.predict(model, request(whole, 136, 0, input), Progress.NONE);
        }

        RasterInfo info = info(output);
        assertEquals(
                List.of("height (m)", "age (a)", "ndvi"),
                info.bands().stream().map(BandInfo::description).toList());
        assertEquals(PixelType.FLOAT32, info.band(1).type());
        assertEquals(info(input).reference(), info.reference());
        assertEquals("COG", info.structure().get("LAYOUT"));
        float[] tiles = Scene.readFloats(output);
        float[] one = Scene.readFloats(whole);
        for (int i = 0; i < tiles.length; i++) {
            boolean inside = i / W % H < H - LocalModel.REACH && i % W < W - LocalModel.REACH;
            if (inside) {
                assertEquals(one[i], tiles[i], CLOSE, "value " + i);
            }
        }
    }

    @Test
    void whereTheInputHasNoDataThereIsNoQuantity() throws IOException {
        byte[] pixels = Scene.pixels(3, H, W, 1);
        for (int b = 0; b < 3; b++) {
            Arrays.fill(pixels, b * H * W, b * H * W + 10 * W, (byte) 0);
            for (int i = b * H * W + 10 * W; i < (b + 1) * H * W; i++) {
                pixels[i] = pixels[i] == 0 ? 1 : pixels[i];
            }
        }
        Path input = folder.resolve("in.tif");
        RasterWriter.writeGeoTiff(
                input, RasterSpec.of(W, H, 3, PixelType.UINT8).withNodata(0), Compression.DEFLATE, pixels);
        Path output = folder.resolve("map.tif");
        try (LocalModel model = new LocalModel(3, 1, LabelKind.PIXEL_VALUES, 1)) {
            Scene.predict(model, request(output, 40, 16, input), Progress.NONE);
        }

        float[] values = Scene.readFloats(output);
        for (int i = 0; i < values.length; i++) {
            assertEquals(i / W % H < 10, Float.isNaN(values[i]), "value " + i);
        }
    }

    @Test
    void whatIsSaidOfAnImageHoldsForTheWholeTile() throws IOException {
        Path input = input("in.tif", 1);
        Path output = folder.resolve("map.tif");
        try (LocalModel model = new LocalModel(3, 1, LabelKind.IMAGE_VALUES, 1)) {
            Scene.predict(model, request(output, 48, 0, input), Progress.NONE);
        }

        float[] values = Scene.readFloats(output);
        assertEquals(values[0], values[20 * W + 20], CLOSE);
        assertEquals(values[60], values[20 * W + 70], CLOSE);
        assertFalse(Math.abs(values[0] - values[60]) < CLOSE);
    }

    @Test
    void classesOfImagesMakeAMapOfClasses() throws IOException {
        Path input = input("in.tif", 1);
        Path output = folder.resolve("map.tif");
        Path shares = folder.resolve("shares.tif");
        try (LocalModel model = new LocalModel(3, 1, LabelKind.IMAGE_CLASSES, 1)) {
            MapRequest request = new MapRequest(
                    folder.resolve("run"), List.of(input), output, 40, 8, Optional.of(shares), TestTime.NONE);
            Scene.predict(model, request, Progress.NONE);
        }

        assertEquals("water", info(output).band(1).categories().get(7));
        byte[] bytes = Scene.read(shares);
        for (int i = 0; i < H * W; i++) {
            int sum = (bytes[i] & 0xff) + (bytes[H * W + i] & 0xff) + (bytes[2 * H * W + i] & 0xff);
            assertEquals(255, sum, 2, "pixel " + i);
        }
    }

    @Test
    void twoDatesAreReadTogetherAndTheirOrderCounts() throws IOException {
        Path before = input("before.tif", 1);
        Path after = input("after.tif", 2);
        Path there = folder.resolve("there.tif");
        Path back = folder.resolve("back.tif");
        Path none = folder.resolve("none.tif");
        Path whole = folder.resolve("whole.tif");
        try (LocalModel model = new LocalModel(3, 1, LabelKind.PIXEL_VALUES, 2)) {
            Scene.predict(model, request(there, 40, 16, before, after), Progress.NONE);
            Scene.predict(model, request(back, 40, 16, after, before), Progress.NONE);
            Scene.predict(model, request(none, 40, 16, before, before), Progress.NONE);
            Scene.predict(model, request(whole, 136, 0, before, after), Progress.NONE);
        }

        float[] values = Scene.readFloats(there);
        float[] opposite = Scene.readFloats(back);
        float[] one = Scene.readFloats(whole);
        for (int i = 0; i < values.length; i++) {
            assertEquals(-values[i], opposite[i], CLOSE, "value " + i);
        }
        assertArrayEquals(new float[values.length], Scene.readFloats(none));
        assertEquals(one[40 * W + 50], values[40 * W + 50], CLOSE);
        assertTrue(Math.abs(one[40 * W + 50]) > CLOSE);
    }

    @Test
    void datesThatDoNotLieOnOneGridAreRefused() throws IOException {
        Path before = input("before.tif", 1);
        Path smaller = Scene.geoTiff(folder.resolve("smaller.tif"), 3, H, W - 1, 2, Scene.PLACE);
        GeoReference east = new GeoReference(List.of(500_010.0, 10.0, 0.0, 9_000_000.0, 0.0, -10.0), "EPSG:32720");
        Path elsewhere = Scene.geoTiff(folder.resolve("elsewhere.tif"), 3, H, W, 2, east);
        Path bands = Scene.geoTiff(folder.resolve("bands.tif"), 2, H, W, 2, Scene.PLACE);
        try (LocalModel model = new LocalModel(3, 1, LabelKind.PIXEL_VALUES, 2)) {
            assertEquals("the model looks at 2 dates; 1 raster is given", refusal(model, before));
            assertTrue(refusal(model, before, smaller).startsWith(smaller + ": 132x90 pixels, but " + before));
            assertTrue(refusal(model, before, elsewhere).startsWith(elsewhere + ": lies elsewhere than " + before));
            assertTrue(refusal(model, before, bands).startsWith(bands + ": 2 bands, but the model reads 3"));
        }
        assertFalse(Files.exists(folder.resolve("map.tif")));
    }

    @Test
    void aMapOfQuantitiesHasNoProbabilities() throws IOException {
        Path input = input("in.tif", 1);
        Path shares = folder.resolve("shares.tif");
        MapRequest request = new MapRequest(
                folder.resolve("run"),
                List.of(input),
                folder.resolve("map.tif"),
                40,
                8,
                Optional.of(shares),
                TestTime.NONE);
        try (LocalModel model = new LocalModel(3, 1, LabelKind.PIXEL_VALUES, 1)) {
            IOException refused = assertThrows(IOException.class, () -> Scene.predict(model, request, Progress.NONE));
            assertEquals(shares + ": a map of quantities has no probabilities", refused.getMessage());
        }
    }

    private String refusal(LocalModel model, Path... inputs) {
        return assertThrows(
                        IOException.class,
                        () -> Scene.predict(model, request(folder.resolve("map.tif"), 40, 16, inputs), Progress.NONE))
                .getMessage();
    }

    private static RasterInfo info(Path file) throws IOException {
        try (RasterReader reader = RasterReader.open(file)) {
            return reader.info();
        }
    }
}
