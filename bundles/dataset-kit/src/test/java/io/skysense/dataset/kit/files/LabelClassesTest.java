// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Scene;
import io.skysense.dataset.kit.DatasetDefinition;
import io.skysense.dataset.kit.DatasetTables;
import io.skysense.dataset.kit.ListedDataset;
import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.raster.Compression;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quick look at a label against the map of it. */
class LabelClassesTest {

    private static final DatasetDefinition DEFINITION =
            DatasetTables.parseDefinition("""
            {"name": "tiny", "title": "t",
             "bands": [{"modality": "hr", "bands": ["r"], "gsd": 1, "div": 1, "mean": [0], "std": [1]}],
             "classes": {"classes": [
               {"value": 1, "name": "a", "color": "#ff0000"}, {"value": 2, "name": "b", "color": "#00ff00"},
               {"value": 200, "name": "c", "color": "#0000ff"}, {"value": 300, "name": "d", "color": "#00ffff"}],
               "ignored": [0]},
             "splits": ["train"], "licence": "l", "homepage": "h", "obtain": "o",
             "files": {"colors": {"#ff0000": 1, "#00ff00": 2, "#000000": 0}}}
            """.getBytes(StandardCharsets.UTF_8), "tiny.json");

    private TinyCopy copy;

    @BeforeEach
    void begin(@TempDir Path folder) throws IOException {
        copy = new TinyCopy(folder, "tiny").image("a.tif", 1, PixelType.UINT8);
    }

    private Scene open(String label) throws IOException {
        copy.list("train", "{'hr_path': 'tiny/a.tif', 'target_path': 'tiny/" + label + "'}");
        return ListedDataset.open(DEFINITION, DatasetOptions.of(copy.root()))
                .scene("train", 0)
                .orElseThrow();
    }

    private void assertSame(String label) throws IOException {
        try (Scene scene = open(label)) {
            LabelMap map = scene.label().orElseThrow();
            TreeSet<Integer> expected = new TreeSet<>();
            for (byte index : map.classes()) {
                expected.add(index & 0xff);
            }
            expected.remove(ClassTable.IGNORE);
            assertEquals(expected, scene.labelClasses());
        }
    }

    @Test
    void runsAndSinglePixelsOfBytesAreAllSeen() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        int[] values = {0, 1, 2, 200};
        for (int round = 0; round < 30; round++) {
            byte[] pixels = new byte[TinyCopy.HEIGHT * TinyCopy.WIDTH];
            for (int i = 0; i < pixels.length; ) {
                int value = values[random.nextInt(1 + round % values.length)];
                for (int run = random.nextInt(1, 30); run > 0 && i < pixels.length; run--) {
                    pixels[i++] = (byte) value;
                }
            }
            RasterSpec spec = RasterSpec.of(TinyCopy.WIDTH, TinyCopy.HEIGHT, 1, PixelType.UINT8);
            RasterWriter.writePng(copy.file("l" + round + ".png"), spec, pixels);
            assertSame("l" + round + ".png");
            try (Scene scene = open("l" + round + ".png")) {
                byte[] classes = scene.label().orElseThrow().classes();
                for (int i = 0; i < pixels.length; i++) {
                    assertEquals(DEFINITION.table().classes().indexOf(pixels[i] & 0xff), classes[i] & 0xff);
                }
            }
        }
    }

    @Test
    void widerValuesAndColoursAreSeen() throws IOException {
        short[] pixels = new short[TinyCopy.HEIGHT * TinyCopy.WIDTH];
        pixels[17] = 300;
        pixels[18] = 1;
        RasterSpec spec = RasterSpec.of(TinyCopy.WIDTH, TinyCopy.HEIGHT, 1, PixelType.INT16);
        RasterWriter.writeGeoTiff(copy.file("wide.tif"), spec, Compression.NONE, pixels);
        assertSame("wide.tif");
        copy.colors("colours.png", 0x00ff00, 0x000000, 0xff0000);
        assertSame("colours.png");
    }

    @Test
    void onlyThePartInCommonWithTheImageCounts() throws IOException {
        byte[] pixels = new byte[TinyCopy.HEIGHT * (TinyCopy.WIDTH + 4)];
        pixels[TinyCopy.WIDTH + 2] = 1;
        pixels[3] = 2;
        RasterSpec spec = RasterSpec.of(TinyCopy.WIDTH + 4, TinyCopy.HEIGHT, 1, PixelType.UINT8);
        RasterWriter.writePng(copy.file("large.png"), spec, pixels);
        assertSame("large.png");
    }

    @Test
    void anUnknownValueIsRefusedAsTheMapIs() throws IOException {
        copy.label("bad.png", new int[] {1, 77, 2});
        try (Scene scene = open("bad.png")) {
            String map = assertThrows(DatasetException.class, scene::label).getMessage();
            assertEquals(
                    map,
                    assertThrows(DatasetException.class, scene::labelClasses).getMessage());
            assertTrue(map.contains("77 ("), map);
        }
    }

    @Test
    void valuesThatAreNotFiniteAreCounted() throws IOException {
        float[] pixels = new float[TinyCopy.HEIGHT * TinyCopy.WIDTH];
        pixels[3] = Float.NaN;
        pixels[30] = Float.POSITIVE_INFINITY;
        RasterSpec spec = RasterSpec.of(TinyCopy.WIDTH, TinyCopy.HEIGHT, 1, PixelType.FLOAT32);
        RasterWriter.writeGeoTiff(copy.file("a.tif"), spec, Compression.NONE, pixels);
        copy.label("l.png", new int[] {1, 2});
        try (Scene scene = open("l.png")) {
            assertEquals(0, scene.nonFinite(Modality.HR));
            scene.read(Modality.HR, 0, 0, 0, TinyCopy.HEIGHT, TinyCopy.WIDTH);
            assertEquals(2, scene.nonFinite(Modality.HR));
        }
    }
}
