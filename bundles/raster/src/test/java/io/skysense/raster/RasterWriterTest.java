// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.GeoReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RasterWriterTest {

    private static final GeoReference UTM =
            new GeoReference(List.of(500000.0, 10.0, 0.0, 9600000.0, 0.0, -10.0), "EPSG:32620");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Compression.class)
    void floatsAreKeptBitByBit(Compression compression) throws IOException {
        Path file = folder.resolve("a.tif");
        float[] values = Pixels.floats(2, 520, 530, 6);
        values[0] = Float.NaN;
        values[1] = Float.NEGATIVE_INFINITY;
        RasterSpec spec =
                RasterSpec.of(530, 520, 2, PixelType.FLOAT32).withReference(UTM).withNodata(-1);
        RasterWriter.writeGeoTiff(file, spec, compression, values);
        try (RasterReader reader = RasterReader.open(file)) {
            assertArrayEquals(
                    values, reader.readFloats(ReadRequest.of(reader.info().window())));
            assertEquals(
                    UTM.transform(), reader.info().reference().orElseThrow().transform());
            assertEquals(OptionalDouble.of(-1), reader.info().band(2).nodata());
        }
    }

    @Test
    void aWrittenReferenceCanBeWrittenAgain() throws IOException {
        Path first = folder.resolve("first.tif");
        Path second = folder.resolve("second.tif");
        RasterSpec spec = RasterSpec.of(4, 4, 1, PixelType.UINT8);
        RasterWriter.writeGeoTiff(first, spec.withReference(UTM), Compression.NONE, new byte[16]);
        RasterInfo info = info(first);
        RasterWriter.writeGeoTiff(second, spec.withReference(info.reference()), Compression.NONE, new byte[16]);
        assertEquals(info.reference(), info(second).reference());
    }

    @Test
    void labelsArePngWithPalette() throws IOException {
        Path file = folder.resolve("label.png");
        byte[] labels = {0, 1, 2, 1, 0, 2};
        Palette palette = Palette.ofRgb(List.of(0x000000, 0x0A640A, 0xC8B464));
        RasterWriter.writePng(file, RasterSpec.of(3, 2, 1, PixelType.UINT8).withClasses(palette, List.of()), labels);
        try (RasterReader reader = RasterReader.open(file)) {
            assertEquals("PNG", reader.info().driver());
            assertEquals(palette, reader.info().band(1).palette().orElseThrow());
            assertArrayEquals(
                    labels, reader.readBytes(ReadRequest.of(reader.info().window())));
        }
        assertEquals(List.of("label.png"), names());
    }

    @Test
    void sidecarOfAnOlderFileGoesWithIt() throws IOException {
        Path file = folder.resolve("map.tif");
        RasterSpec plain = RasterSpec.of(2, 2, 1, PixelType.UINT8);
        RasterWriter.writeGeoTiff(
                file,
                plain.withClasses(Palette.ofRgb(List.of(0, 0xFFFFFF)), List.of("a", "b")),
                Compression.NONE,
                new byte[4]);
        assertEquals(List.of("a", "b"), info(file).band(1).categories());
        RasterWriter.writeGeoTiff(file, plain, Compression.NONE, new byte[4]);
        assertEquals(List.of(), info(file).band(1).categories());
        assertEquals(List.of("map.tif"), names());
    }

    @Test
    void unusableFoldersAreNamedAndTheOldFileStays() throws IOException {
        RasterSpec spec = RasterSpec.of(2, 2, 1, PixelType.UINT8);
        Path file = Files.writeString(folder.resolve("file"), "old");
        for (Path bad : List.of(folder.resolve("none/a.tif"), file.resolve("a.tif"), folder)) {
            RasterException e = assertThrows(
                    RasterException.class, () -> RasterWriter.writeGeoTiff(bad, spec, Compression.NONE, new byte[4]));
            assertTrue(e.getMessage().startsWith(bad + ": "), e.getMessage());
        }
        RasterSpec unplaced = spec.withReference(new GeoReference(UTM.transform(), "nonsense"));
        assertThrows(
                RasterException.class, () -> RasterWriter.writeGeoTiff(file, unplaced, Compression.NONE, new byte[4]));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("file"), names());
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        RasterSpec spec = RasterSpec.of(2, 2, 1, PixelType.UINT8);
        Path file = folder.resolve("a.tif");
        assertThrows(
                IllegalArgumentException.class,
                () -> RasterWriter.writeGeoTiff(file, spec, Compression.NONE, new byte[5]));
        assertThrows(
                IllegalArgumentException.class,
                () -> RasterWriter.writeGeoTiff(file, spec, Compression.NONE, new float[4]));
        assertThrows(
                IllegalArgumentException.class,
                () -> RasterWriter.writePng(file, spec.withReference(UTM), new byte[4]));
        assertThrows(IllegalArgumentException.class, () -> spec.withNodata(256));
        assertThrows(IllegalArgumentException.class, () -> spec.withNames(List.of("a", "b")));
        assertFalse(Files.exists(file));
    }

    private static RasterInfo info(Path file) throws RasterException {
        try (RasterReader reader = RasterReader.open(file)) {
            return reader.info();
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
