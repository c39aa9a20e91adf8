// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.GeoReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskTest {

    private static final byte YES = -1;
    private static final byte NO = 0;
    private static final float NAN = Float.NaN;
    private static final float INF = Float.POSITIVE_INFINITY;
    private static final ReadRequest ALL = ReadRequest.of(new Window(0, 0, 3, 2));

    @TempDir
    Path folder;

    private Path floats;

    @BeforeEach
    void aBandWithNodataAndOneWithOddNumbers() throws IOException {
        floats = folder.resolve("floats.tif");
        RasterWriter.writeGeoTiff(
                floats, RasterSpec.of(3, 2, 2, PixelType.FLOAT32).withNodata(-9999), Compression.DEFLATE, new float[] {
                    1, 2, -9999, 3, 4, 5, NAN, 10, INF, 20, -9999, 30
                });
    }

    @Test
    void nodataValueMasksItsPixels() throws IOException {
        try (RasterReader reader = RasterReader.open(floats)) {
            assertArrayEquals(new byte[] {YES, YES, NO, YES, YES, YES}, first(reader.readMask(ALL)));
        }
    }

    @Test
    void meanReplacesNodataAndOddNumbersAndTheMaskShowsBoth() throws IOException {
        try (RasterReader reader = RasterReader.open(floats)) {
            MaskedPixels pixels = reader.readMasked(ALL, InvalidPixels.BAND_MEAN);
            assertArrayEquals(new float[] {1, 2, 3, 3, 4, 5, 20, 10, 20, 20, 20, 30}, pixels.values());
            assertArrayEquals(new byte[] {YES, YES, NO, YES, YES, YES, NO, YES, NO, YES, NO, YES}, pixels.mask());
            assertEquals(List.of(2L, 2L), List.of(pixels.nodata(), pixels.nonFinite()));
        }
    }

    @Test
    void fillingWithoutAMaskGivesTheSameNumbers() throws IOException {
        try (RasterReader reader = RasterReader.open(floats)) {
            FilledPixels pixels = reader.readFilled(ALL, InvalidPixels.BAND_MEAN);
            assertArrayEquals(reader.readMasked(ALL, InvalidPixels.BAND_MEAN).values(), pixels.values());
            assertEquals(List.of(2L, 2L), List.of(pixels.nodata(), pixels.nonFinite()));
        }
    }

    @Test
    void bytesAreFilledAsOtherNumbersAre() throws IOException {
        byte[] bytes = {0, 1, (byte) 128, (byte) 255, 4, 5};
        Path whole = folder.resolve("whole.tif");
        RasterWriter.writeGeoTiff(whole, RasterSpec.of(3, 2, 1, PixelType.UINT8), Compression.NONE, bytes);
        Path holed = folder.resolve("holed.tif");
        RasterSpec spec = RasterSpec.of(3, 2, 1, PixelType.UINT8).withNodata(128);
        RasterWriter.writeGeoTiff(holed, spec, Compression.NONE, bytes);
        ReadRequest beyond = ReadRequest.of(new Window(2, 0, 2, 1)).withPadding(Padding.constant(9));
        try (RasterReader reader = RasterReader.open(whole);
                RasterReader nodata = RasterReader.open(holed)) {
            assertArrayEquals(
                    new float[] {0, 1, 128, 255, 4, 5},
                    reader.readFilled(ALL, InvalidPixels.BAND_MEAN).values());
            assertArrayEquals(
                    new float[] {128, 9},
                    reader.readFilled(beyond, InvalidPixels.BAND_MEAN).values());
            FilledPixels filled = nodata.readFilled(ALL, InvalidPixels.BAND_MEAN);
            assertArrayEquals(new float[] {0, 1, 53, 255, 4, 5}, filled.values());
            assertEquals(1, filled.nodata());
        }
    }

    @Test
    void aReaderOfPixelsAloneDoesNotSayWhereTheyLie() throws IOException {
        Path placed = folder.resolve("placed.tif");
        RasterSpec spec = RasterSpec.of(3, 2, 1, PixelType.UINT8)
                .withReference(new GeoReference(List.of(4e5, 10.0, 0.0, 5e6, 0.0, -10.0), "EPSG:32633"));
        RasterWriter.writeGeoTiff(placed, spec, Compression.NONE, new byte[6]);
        try (RasterReader reader = RasterReader.open(placed);
                RasterReader unplaced = RasterReader.openUnplaced(placed)) {
            assertTrue(reader.info().reference().isPresent());
            assertTrue(unplaced.info().reference().isEmpty());
            assertEquals(reader.info().bands(), unplaced.info().bands());
        }
    }

    @Test
    void eachKindFollowsItsOwnRule() throws IOException {
        try (RasterReader reader = RasterReader.open(floats)) {
            MaskedPixels pixels = reader.readMasked(ALL, new InvalidPixels(Fill.KEEP, Fill.with(7)));
            assertArrayEquals(new float[] {1, 2, -9999, 3, 4, 5, 7, 10, 7, 20, -9999, 30}, pixels.values());
            assertArrayEquals(
                    reader.readFloats(ALL),
                    reader.readMasked(ALL, InvalidPixels.KEEP).values());
            RasterException e = assertThrows(
                    RasterException.class, () -> reader.readMasked(ALL, new InvalidPixels(Fill.KEEP, Fill.FAIL)));
            assertEquals(floats + ": band 2 has 2 pixels that are NaN or infinite", e.getMessage());
        }
    }

    @Test
    void nanAsNodataCountsAsNodata() throws IOException {
        Path file = folder.resolve("nan.tif");
        RasterWriter.writeGeoTiff(
                file, RasterSpec.of(3, 2, 1, PixelType.FLOAT32).withNodata(NAN), Compression.NONE, new float[] {
                    NAN, 1, 2, 3, NAN, NAN
                });
        try (RasterReader reader = RasterReader.open(file)) {
            MaskedPixels pixels = reader.readMasked(ALL, InvalidPixels.ZERO);
            assertArrayEquals(new float[] {0, 1, 2, 3, 0, 0}, pixels.values());
            assertEquals(List.of(3L, 0L), List.of(pixels.nodata(), pixels.nonFinite()));
        }
    }

    @Test
    void constantPaddingIsInvalidAndDoesNotCount() throws IOException {
        try (RasterReader reader = RasterReader.open(floats)) {
            ReadRequest wider =
                    ReadRequest.of(new Window(1, 0, 3, 1)).withBands(1).withPadding(Padding.constant(8));
            MaskedPixels pixels = reader.readMasked(wider, InvalidPixels.ZERO);
            assertArrayEquals(new float[] {2, 0, 8}, pixels.values());
            assertArrayEquals(new byte[] {YES, NO, NO}, pixels.mask());
            assertArrayEquals(pixels.mask(), reader.readMask(wider));
            assertEquals(1, pixels.nodata());
            ReadRequest mirrored = wider.withPadding(Padding.REFLECT);
            assertArrayEquals(new byte[] {YES, NO, YES}, reader.readMask(mirrored));
            ReadRequest outside = ReadRequest.of(new Window(50, 50, 2, 1)).withPadding(Padding.constant(8));
            assertArrayEquals(
                    new float[] {8, 8, 8, 8},
                    reader.readMasked(outside, InvalidPixels.ZERO).values());
        }
    }

    @Test
    void alphaBandMasksItsImage() throws IOException {
        Path file = folder.resolve("alpha.png");
        byte[] pixels = {1, 2, 3, 4, 5, 6, 0, YES, 1, 2, YES, 0};
        RasterWriter.writePng(file, RasterSpec.of(3, 2, 2, PixelType.UINT8), pixels);
        try (RasterReader reader = RasterReader.open(file)) {
            assertArrayEquals(new byte[] {NO, YES, YES, YES, YES, NO}, reader.readMask(ALL.withBands(1)));
        }
    }

    @Test
    void maskBandMasksItsImage() throws IOException {
        int perDataset = 2;
        Path file = Formats.write(
                folder.resolve("masked.tif"),
                "GTiff",
                List.of(),
                RasterSpec.of(3, 2, 1, PixelType.UINT8),
                new byte[6],
                dataset -> {
                    dataset.CreateMaskBand(perDataset);
                    dataset.GetRasterBand(1)
                            .GetMaskBand()
                            .WriteRaster(
                                    0, 0, 3, 2, 3, 2, PixelType.UINT8.code(), new byte[] {YES, NO, NO, YES, YES, YES});
                });
        try (RasterReader reader = RasterReader.open(file)) {
            assertArrayEquals(new byte[] {YES, NO, NO, YES, YES, YES}, reader.readMask(ALL));
        }
    }

    private static byte[] first(byte[] masks) {
        return java.util.Arrays.copyOf(masks, 6);
    }
}
