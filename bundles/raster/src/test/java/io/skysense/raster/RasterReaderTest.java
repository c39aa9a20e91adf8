// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.GeoReference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RasterReaderTest {

    private static final int W = 150;
    private static final int H = 90;
    private static final Window INNER = new Window(31, 17, 64, 40);

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GTiff, TILED=YES BLOCKXSIZE=64 BLOCKYSIZE=32",
        "GTiff, COMPRESS=DEFLATE TILED=YES",
        "GTiff, COMPRESS=LZW PREDICTOR=2",
        "GTiff, COMPRESS=ZSTD INTERLEAVE=BAND",
        "GTiff, BIGTIFF=YES",
        "PNG, ZLEVEL=1",
        "ENVI, INTERLEAVE=BIL",
    })
    void losslessFormatsDeliverTheirPixels(String driver, String options) throws IOException {
        byte[] pixels = Pixels.bytes(3 * W * H, 1);
        Path file = Formats.write(
                folder.resolve("image"),
                driver,
                List.of(options.split(" ")),
                RasterSpec.of(W, H, 3, PixelType.UINT8),
                pixels);
        try (RasterReader reader = RasterReader.open(file)) {
            assertEquals(driver, reader.info().driver());
            assertEquals(List.of(W, H, 3), List.of(reader.width(), reader.height(), reader.bands()));
            assertArrayEquals(
                    pixels, reader.readBytes(ReadRequest.of(reader.info().window())));
            assertArrayEquals(
                    cut(pixels, INNER, 3, 1),
                    reader.readBytes(ReadRequest.of(INNER).withBands(3, 1)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"JPEG, QUALITY=95", "GTiff, COMPRESS=JPEG PHOTOMETRIC=YCBCR TILED=YES JPEG_QUALITY=95"})
    void jpegDeliversNearlyItsPixels(String driver, String options) throws IOException {
        byte[] pixels = new byte[3 * W * H];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (60 + i % W / 2 + i / W % H / 2);
        }
        Path file = Formats.write(
                folder.resolve("image.jpg"),
                driver,
                List.of(options.split(" ")),
                RasterSpec.of(W, H, 3, PixelType.UINT8),
                pixels);
        try (RasterReader reader = RasterReader.open(file)) {
            int[] read = reader.readInts(ReadRequest.of(reader.info().window()));
            for (int i = 0; i < read.length; i++) {
                assertEquals(pixels[i] & 0xFF, read[i], 6);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PixelType.class,
            names = {"INT16", "UINT16"})
    void sixteenBitsAreReadInEveryType(PixelType type) throws IOException {
        short[] pixels = {0, 1, 255, 256, 32767, -1, -32768, 12};
        Path file = folder.resolve("short.tif");
        RasterWriter.writeGeoTiff(file, RasterSpec.of(4, 2, 1, type), Compression.DEFLATE, pixels);
        int[] expected = new int[pixels.length];
        float[] floats = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            expected[i] = type == PixelType.INT16 ? pixels[i] : pixels[i] & 0xFFFF;
            floats[i] = expected[i];
        }
        try (RasterReader reader = RasterReader.open(file)) {
            ReadRequest all = ReadRequest.of(reader.info().window());
            assertEquals(type, reader.info().band(1).type());
            assertArrayEquals(expected, reader.readInts(all));
            assertArrayEquals(floats, reader.readFloats(all));
            assertEquals((byte) 255, reader.readBytes(all)[3], "clamped, not wrapped");
            ByteBuffer buffer =
                    ByteBuffer.allocateDirect(20).order(ByteOrder.nativeOrder()).position(4);
            reader.read(all, type, buffer);
            assertEquals(4, buffer.position());
            assertEquals(0, buffer.getInt(0), "before the position");
            for (int i = 0; i < pixels.length; i++) {
                assertEquals(pixels[i], buffer.getShort(4 + 2 * i));
            }
        }
    }

    @Test
    void shrinkingAveragesOrPicksAsAsked() throws IOException {
        byte[] pixels = {0, 10, 50, 50, 20, 30, 50, 7};
        Path file = folder.resolve("small.tif");
        RasterWriter.writeGeoTiff(file, RasterSpec.of(4, 2, 1, PixelType.UINT8), Compression.NONE, pixels);
        try (RasterReader reader = RasterReader.open(file)) {
            ReadRequest all = ReadRequest.of(reader.info().window());
            assertArrayEquals(new float[] {15, 39}, reader.readFloats(all.withSize(2, 1, Resampling.AVERAGE)));
            assertArrayEquals(new int[] {50}, reader.readInts(all.withSize(1, 1, Resampling.MODE)));
            assertArrayEquals(
                    new byte[] {0, 0, 10, 10, 0, 0, 10, 10},
                    reader.readBytes(ReadRequest.of(new Window(0, 0, 2, 1)).withSize(4, 2, Resampling.NEAREST)));
            float[] smooth =
                    reader.readFloats(ReadRequest.of(new Window(0, 0, 2, 1)).withSize(4, 1, Resampling.BILINEAR));
            assertTrue(smooth[1] > 0 && smooth[1] < smooth[2] && smooth[2] < 10, "no steps");
            assertArrayEquals(pixels, reader.readBytes(all), "the option of the thread is taken back");
        }
    }

    @Test
    void windowsAndBandsAreCheckedBeforeTheCall() throws IOException {
        Path file = folder.resolve("image.tif");
        RasterWriter.writeGeoTiff(file, RasterSpec.of(W, H, 1, PixelType.UINT8), Compression.NONE, new byte[W * H]);
        try (RasterReader reader = RasterReader.open(file)) {
            RasterException e = assertThrows(
                    RasterException.class, () -> reader.readBytes(ReadRequest.of(new Window(100, 0, 51, 1))));
            assertEquals(file + ": window 51x1 at column 100, row 0 is beyond the raster of 150x90", e.getMessage());
            e = assertThrows(
                    RasterException.class,
                    () -> reader.readBytes(ReadRequest.of(INNER).withBands(1, 2)));
            assertEquals(file + ": no band 2 among 1", e.getMessage());
            e = assertThrows(
                    RasterException.class,
                    () -> reader.readBytes(ReadRequest.of(INNER).withSize(50000, 50000, Resampling.NEAREST)));
            assertTrue(e.getMessage().endsWith("too much for one read"), e.getMessage());
            ReadRequest request = ReadRequest.of(INNER);
            for (ByteBuffer wrong : List.of(
                    ByteBuffer.allocate(W * H), ByteBuffer.allocateDirect(10), ByteBuffer.allocateDirect(4 * W * H))) {
                assertThrows(IllegalArgumentException.class, () -> reader.read(request, PixelType.FLOAT32, wrong));
            }
        }
    }

    @Test
    void whatTheFileSaysIsKnownAfterItIsClosed() throws IOException {
        GeoReference place = new GeoReference(List.of(-53.9, 9e-5, 0.0, -4.1, 0.0, -9e-5), "EPSG:4326");
        RasterSpec spec = RasterSpec.of(W, H, 2, PixelType.UINT8)
                .withReference(place)
                .withNodata(7)
                .withNames(List.of("red", "infrared"));
        Path file = Formats.write(
                folder.resolve("image.tif"),
                "GTiff",
                List.of("TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=32"),
                spec,
                new byte[2 * W * H],
                dataset -> {
                    dataset.GetRasterBand(1).SetScale(0.0001);
                    dataset.GetRasterBand(1).SetOffset(-0.1);
                });
        RasterInfo info;
        try (RasterReader reader = RasterReader.open(file)) {
            info = reader.info();
        }
        assertEquals(place.transform(), info.reference().orElseThrow().transform());
        assertTrue(info.reference().orElseThrow().crs().contains("4326"));
        BandInfo band = info.band(1);
        assertEquals(List.of(64, 32), List.of(band.blockWidth(), band.blockHeight()));
        assertEquals(List.of(0.0001, -0.1), List.of(band.scale(), band.offset()));
        assertEquals(1, info.band(2).scale());
        assertEquals("infrared", info.band(2).description());
        assertEquals(7, info.band(2).nodata().orElseThrow());
        assertEquals(Optional.empty(), band.palette());
    }

    @Test
    void anImageWithoutPlaceHasNone() throws IOException {
        Path file = folder.resolve("image.png");
        RasterWriter.writePng(file, RasterSpec.of(4, 4, 1, PixelType.UINT8), new byte[16]);
        try (RasterReader reader = RasterReader.open(file)) {
            assertEquals(Optional.empty(), reader.info().reference());
            assertTrue(reader.info().band(1).nodata().isEmpty());
        }
    }

    @Test
    void readingWritesNothingBesideTheFile() throws IOException {
        Path file = folder.resolve("image.png");
        RasterWriter.writePng(file, RasterSpec.of(40, 40, 3, PixelType.UINT8), Pixels.bytes(4800, 2));
        try (RasterReader reader = RasterReader.open(file)) {
            ReadRequest all = ReadRequest.of(reader.info().window());
            reader.readMasked(all, InvalidPixels.BAND_MEAN);
            reader.readFloats(all.withSize(9, 9, Resampling.AVERAGE));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void complexPixelsAreRefusedNotHalved() throws IOException {
        int complex = 10;
        Path file = folder.resolve("slc.tif");
        Gdal.require();
        org.gdal.gdal.gdal.GetDriverByName("GTiff")
                .Create(file.toString(), 4, 4, 1, complex)
                .delete();
        try (RasterReader reader = RasterReader.open(file)) {
            ReadRequest all = ReadRequest.of(reader.info().window());
            RasterException e = assertThrows(RasterException.class, () -> reader.readFloats(all));
            assertTrue(e.getMessage().contains("complex"), e.getMessage());
        }
    }

    @Test
    void missingAndForeignFilesAreNamed() throws IOException {
        Path missing = folder.resolve("missing.tif");
        assertEquals(
                missing + ": no such file",
                assertThrows(RasterException.class, () -> RasterReader.open(missing))
                        .getMessage());
        Path text = Files.writeString(folder.resolve("notes.tif"), "no image");
        RasterException e = assertThrows(RasterException.class, () -> RasterReader.open(text));
        assertTrue(e.getMessage().startsWith(text + ": not a readable raster (GDAL: "), e.getMessage());
        Path empty = Files.createFile(folder.resolve("empty.png"));
        assertThrows(RasterException.class, () -> RasterReader.open(empty));
        assertThrows(RasterException.class, () -> RasterReader.open(folder));
        assertThrows(RasterException.class, () -> RasterReader.open("http://127.0.0.1:1/image.tif"));
    }

    private static byte[] cut(byte[] pixels, Window window, int... bands) {
        byte[] part = new byte[bands.length * window.width() * window.height()];
        int to = 0;
        for (int band : bands) {
            for (int y = 0; y < window.height(); y++) {
                int from = ((band - 1) * H + window.y() + y) * W + window.x();
                System.arraycopy(pixels, from, part, to, window.width());
                to += window.width();
            }
        }
        return part;
    }
}
