// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.GeoReference;
import io.skysense.api.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CogWriterTest {

    private static final GeoReference UTM =
            new GeoReference(List.of(500000.0, 10.0, 0.0, 9600000.0, 0.0, -10.0), "EPSG:32620");
    private static final Palette PALETTE = new Palette(List.of(0xFF000000, 0xFF0A640A, 0xFFC8B464));
    private static final List<String> NAMES = List.of("no data", "forest", "not forest");

    @TempDir
    Path folder;

    @Test
    void classMapKeepsAllThatWasSaidOfIt() throws IOException {
        int width = 1300;
        int height = 900;
        RasterSpec spec = RasterSpec.of(width, height, 1, PixelType.UINT8)
                .withReference(UTM)
                .withNodata(0)
                .withClasses(PALETTE, NAMES)
                .withNames(List.of("class"))
                .withMetadata(Map.of("MODEL", "nano"));
        Path file = folder.resolve("map.tif");
        try (CogWriter writer = CogWriter.create(file, spec, CogOptions.CLASSES)) {
            for (Window window : Pixels.tiles(width, height, 256)) {
                writer.raster().write(window, Pixels.classes(window));
            }
            assertFalse(Files.exists(file), "visible before it is whole");
            assertTrue(writer.finish(Progress.NONE));
        }
        assertEquals(List.of("map.tif", "map.tif.aux.xml"), names());
        try (RasterReader reader = RasterReader.open(file)) {
            RasterInfo info = reader.info();
            BandInfo band = info.band(1);
            assertEquals("COG", info.structure().get("LAYOUT"));
            assertEquals("DEFLATE", info.structure().get("COMPRESSION"));
            assertEquals(512, band.blockWidth());
            assertEquals(UTM.transform(), info.reference().orElseThrow().transform());
            assertTrue(info.reference().orElseThrow().crs().contains("32620"));
            List<Integer> argb = band.palette().orElseThrow().argb();
            assertEquals(List.of(0x00000000, 0xFF0A640A, 0xFFC8B464), argb.subList(0, 3));
            assertEquals(NAMES, band.categories());
            assertEquals("class", band.description());
            assertEquals(0, band.nodata().orElseThrow());
            assertEquals("nano", info.metadata().get("MODEL"));
            assertEquals(List.of(new BandInfo.Overview(650, 450), new BandInfo.Overview(325, 225)), band.overviews());
            assertArrayEquals(Pixels.classes(info.window()), reader.readBytes(ReadRequest.of(info.window())));
        }
    }

    @Test
    void floatsKeepEveryBitAndAverageInOverviews() throws IOException {
        int side = 1024;
        RasterSpec spec = RasterSpec.of(side, side, 2, PixelType.FLOAT32)
                .withReference(UTM)
                .withNodata(Double.NaN);
        Path file = folder.resolve("values.tif");
        float[] values = Pixels.floats(2, side, side, 7);
        values[5] = Float.NaN;
        try (CogWriter writer = CogWriter.create(file, spec, CogOptions.VALUES)) {
            writer.raster().write(Window.whole(side, side), values);
            writer.finish(Progress.NONE);
        }
        try (RasterReader reader = RasterReader.open(file)) {
            assertArrayEquals(
                    values, reader.readFloats(ReadRequest.of(reader.info().window())));
            assertEquals(Double.NaN, reader.info().band(2).nodata().orElseThrow());
            ReadRequest half = ReadRequest.of(new Window(512, 512, 2, 2)).withSize(1, 1, Resampling.AVERAGE);
            float[] mean = reader.readFloats(half.withBands(1));
            int at = 512 * side + 512;
            assertEquals((values[at] + values[at + 1] + values[at + side] + values[at + side + 1]) / 4, mean[0], 1e-5);
        }
    }

    @Test
    void nothingIsLeftWhenItIsNotFinished() throws IOException {
        try (CogWriter writer = CogWriter.create(
                folder.resolve("map.tif"), RasterSpec.of(600, 600, 1, PixelType.UINT8), CogOptions.CLASSES)) {
            writer.raster().write(new Window(0, 0, 10, 10), new byte[100]);
        }
        assertEquals(List.of(), names());
    }

    @Test
    void cancellingLeavesTheOldFile() throws IOException {
        Path file = Files.writeString(folder.resolve("map.tif"), "old");
        Progress cancelling = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        try (CogWriter writer =
                CogWriter.create(file, RasterSpec.of(2000, 2000, 1, PixelType.UINT8), CogOptions.CLASSES)) {
            assertFalse(writer.finish(cancelling));
        }
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("map.tif"), names());
    }

    @Test
    void whatTheWatcherThrowsReachesTheCaller() throws IOException {
        Progress failing = new Progress() {
            @Override
            public void update(long done, Map<String, Double> figures) {
                throw new IllegalStateException("watcher");
            }
        };
        try (CogWriter writer = CogWriter.create(
                folder.resolve("map.tif"), RasterSpec.of(2000, 2000, 1, PixelType.UINT8), CogOptions.CLASSES)) {
            Exception e = assertThrows(IllegalStateException.class, () -> writer.finish(failing));
            assertEquals("watcher", e.getMessage());
        }
        assertEquals(List.of(), names());
    }

    @Test
    void anUnusableCrsIsNamed() throws IOException {
        RasterSpec spec = RasterSpec.of(600, 600, 1, PixelType.UINT8)
                .withReference(new GeoReference(UTM.transform(), "no such system"));
        Path file = folder.resolve("map.tif");
        try (CogWriter writer = CogWriter.create(file, spec, CogOptions.CLASSES)) {
            RasterException e = assertThrows(RasterException.class, () -> writer.finish(Progress.NONE));
            assertTrue(e.getMessage().startsWith(file + ": unusable CRS no such system"), e.getMessage());
        }
        assertEquals(List.of(), names());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
