// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.MapResult;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionJobTest {

    private static final int H = 150;
    private static final int W = 203;

    @TempDir
    Path folder;

    private LocalModel model;
    private Path input;
    private Path output;

    @BeforeEach
    void open() throws IOException {
        model = new LocalModel(3, 1);
        input = Scene.geoTiff(folder.resolve("in.tif"), 3, H, W);
        output = folder.resolve("map.tif");
    }

    @AfterEach
    void close() {
        model.close();
    }

    @ParameterizedTest
    @CsvSource({
        "40, 16", // several tiles in both directions
        "64, 16", "64, 31", // steps below half a tile: three tiles at one pixel
        "60, 20", // rounded up to 64
        "96, 40", "128, 33", "24, 11", // step 8: three tiles at one pixel everywhere
    })
    void tileSizeAndOverlapDoNotChangeALabel(int tile, int overlap) throws IOException {
        Path other = folder.resolve("other.tif");
        Scene.predict(model, Scene.request(input, other, 144, 32), Progress.NONE);

        MapResult result = Scene.predict(model, Scene.request(input, output, tile, overlap), Progress.NONE);

        assertTrue(result.tiles() > 1);
        assertArrayEquals(Scene.read(other), Scene.read(output));
    }

    @Test
    void awayFromTheBorderTilesSayWhatOneTileOverAllSays() throws IOException {
        Path whole = folder.resolve("whole.tif");
        MapResult one = Scene.predict(model, Scene.request(input, whole, 208, 0), Progress.NONE);

        Scene.predict(model, Scene.request(input, output, 40, 16), Progress.NONE);

        assertEquals(1, one.tiles());
        byte[] expected = Scene.read(whole);
        byte[] labels = Scene.read(output);
        for (int y = 0; y < H - LocalModel.REACH; y++) {
            for (int x = 0; x < W - LocalModel.REACH; x++) {
                assertEquals(expected[y * W + x], labels[y * W + x], y + ", " + x);
            }
        }
    }

    @Test
    void theMapLiesWhereTheInputLiesAndNamesItsClasses() throws IOException {
        MapResult result = Scene.predict(model, Scene.request(input, output, 64, 16), Progress.NONE);

        assertEquals(new MapResult(output, W, H, 12, 0, true, LocalModel.VERSIONS), result);
        RasterInfo in = info(input);
        RasterInfo out = info(output);
        BandInfo band = out.band(1);
        assertEquals(in.reference(), out.reference());
        assertTrue(out.reference().isPresent());
        assertEquals(
                List.of(W, H, 1), List.of(out.width(), out.height(), out.bands().size()));
        assertEquals("COG", out.structure().get("LAYOUT"));
        assertEquals(PixelType.UINT8, band.type());
        assertEquals(OptionalDouble.of(255), band.nodata());
        assertEquals(List.of("", "forest", "not forest", "", "", "", "", "water"), band.categories());
        assertEquals(0xFF006400, band.palette().orElseThrow().argb().get(1));
        assertEquals(0xFF0064C8, band.palette().orElseThrow().argb().get(7));
        assertEquals("run", out.metadata().get("SKYSENSE_RUN"));
        assertEquals("test 1.0", out.metadata().get("TIFFTAG_SOFTWARE"));
        assertEquals(ModelDigest.of(model), out.metadata().get("SKYSENSE_MODEL_SHA256"));
        assertEquals("io.skysense.inference.test 1.0.0", out.metadata().get("SKYSENSE_BUNDLES"));
        assertEquals(Set.of(1, 2, 7), values(Scene.read(output)));
        assertNothingBut("in.tif", "map.tif", "map.tif.aux.xml");
    }

    @Test
    void probabilitiesAreBytesThatSumToOneAndAgreeWithTheLabels() throws IOException {
        Path shares = folder.resolve("p.tif");
        MapRequest request = new MapRequest(folder.resolve("run"), input, output, 64, 24, Optional.of(shares));

        Scene.predict(model, request, Progress.NONE);

        byte[] labels = Scene.read(output);
        byte[] p = Scene.read(shares);
        byte[] values = {1, 2, 7};
        assertEquals(3 * labels.length, p.length);
        for (int i = 0; i < labels.length; i++) {
            int sum = 0;
            int most = 0;
            int chosen = 0;
            for (int k = 0; k < 3; k++) {
                int share = p[k * labels.length + i] & 0xff;
                sum += share;
                most = Math.max(most, share);
                chosen = labels[i] == values[k] ? share : chosen;
            }
            assertEquals(255, sum, 2);
            assertEquals(most, chosen);
        }
        assertEquals(
                List.of("forest", "not forest", "water"),
                info(shares).bands().stream().map(BandInfo::description).toList());
        assertEquals(info(input).reference(), info(shares).reference());
        assertArrayEquals(labels, labelsAlone(24), "writing probabilities changes no label");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 90", "90, 1", "7, 5", "64, 65", "20, 64"})
    void aRasterSmallerThanATileIsPredictedWhole(int height, int width) throws IOException {
        Path small = Scene.geoTiff(folder.resolve("small.tif"), 3, height, width);

        MapResult result = Scene.predict(model, Scene.request(small, output, 64, 16), Progress.NONE);

        assertTrue(result.complete());
        byte[] labels = Scene.read(output);
        assertEquals(height * width, labels.length);
        assertTrue(Set.of(1, 2, 7).containsAll(values(labels)));
    }

    @ParameterizedTest
    @CsvSource({"png", "jpg", "vrt"})
    void anyFormatGdalReadsWillDo(String format) throws IOException {
        Path tif = folder.resolve("map-of-tif.tif");
        Path other = folder.resolve("other." + format);
        byte[] pixels = Scene.pixels(3, H, W, 1);
        RasterSpec spec = RasterSpec.of(W, H, 3, PixelType.UINT8);
        if (format.equals("png")) {
            RasterWriter.writePng(other, spec, pixels);
        } else if (format.equals("jpg")) {
            java.awt.image.BufferedImage image =
                    new java.awt.image.BufferedImage(W, H, java.awt.image.BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < H * W; i++) {
                image.setRGB(
                        i % W,
                        i / W,
                        (pixels[i] & 0xff) << 16 | (pixels[H * W + i] & 0xff) << 8 | pixels[2 * H * W + i] & 0xff);
            }
            assertTrue(javax.imageio.ImageIO.write(image, "jpg", other.toFile()));
        } else {
            Files.writeString(other, vrt());
        }

        Scene.predict(model, Scene.request(other, output, 64, 16), Progress.NONE);

        assertEquals(H * W, Scene.read(output).length);
        if (!format.equals("jpg")) {
            Scene.predict(model, Scene.request(input, tif, 64, 16), Progress.NONE);
            assertArrayEquals(Scene.read(tif), Scene.read(output));
        }
    }

    @Test
    void pixelsWithoutDataHaveNoClassAndDoNotSpoilTheirNeighbours() throws IOException {
        float[] values = new float[3 * H * W];
        byte[] bytes = Scene.pixels(3, H, W, 1);
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[i] & 0xff;
        }
        int plane = H * W;
        for (int y = 40; y < 60; y++) {
            for (int x = 30; x < 90; x++) {
                values[plane + y * W + x] = y < 50 ? Float.NaN : Float.NEGATIVE_INFINITY;
            }
        }
        for (int b = 0; b < 3; b++) {
            for (int x = 150; x < W; x++) {
                for (int y = 100; y < H; y++) {
                    values[b * plane + y * W + x] = -9999;
                }
            }
        }
        // Nodata in one band alone is not a pixel without data.
        values[10 * W + 10] = -9999;
        Path gaps = folder.resolve("gaps.tif");
        RasterSpec spec = RasterSpec.of(W, H, 3, PixelType.FLOAT32).withNodata(-9999);
        RasterWriter.writeGeoTiff(gaps, spec, Compression.NONE, values);
        Path plain = folder.resolve("plain.tif");
        Scene.predict(model, Scene.request(input, plain, 64, 16), Progress.NONE);

        Scene.predict(model, Scene.request(gaps, output, 64, 16), Progress.NONE);

        byte[] labels = Scene.read(output);
        byte[] without = Scene.read(plain);
        for (int y = 0; y < H; y++) {
            for (int x = 0; x < W; x++) {
                boolean gap = y >= 40 && y < 60 && x >= 30 && x < 90 || y >= 100 && x >= 150;
                assertEquals(gap, (labels[y * W + x] & 0xff) == 255, y + ", " + x);
                boolean far = y < 40 - 4 || y >= 60 + 4 && y < 100 - 4 || y >= 64 && x < 146;
                if (far && Math.max(Math.abs(y - 10), Math.abs(x - 10)) > 4) {
                    assertEquals(without[y * W + x], labels[y * W + x], y + ", " + x);
                }
            }
        }
    }

    @Test
    void aRasterWithoutAnyDataBecomesAMapWithoutAnyClass() throws IOException {
        Path empty = folder.resolve("empty.tif");
        RasterWriter.writeGeoTiff(
                empty, RasterSpec.of(W, H, 3, PixelType.UINT8).withNodata(0), Compression.DEFLATE, new byte[3 * H * W]);

        Scene.predict(model, Scene.request(empty, output, 64, 16), Progress.NONE);

        assertEquals(Set.of(255), values(Scene.read(output)));
    }

    @Test
    void anAlphaBandSaysWhereThereIsData() throws IOException {
        byte[] rgba = java.util.Arrays.copyOf(Scene.pixels(3, H, W, 1), 4 * H * W);
        for (int i = 0; i < H * W; i++) {
            rgba[3 * H * W + i] = (byte) (i % W < 50 ? 0 : 255);
        }
        Path png = folder.resolve("rgba.png");
        RasterWriter.writePng(png, RasterSpec.of(W, H, 4, PixelType.UINT8), rgba);

        Scene.predict(model, Scene.request(png, output, 64, 16), Progress.NONE);

        byte[] labels = Scene.read(output);
        for (int i = 0; i < labels.length; i++) {
            assertEquals(i % W < 50, (labels[i] & 0xff) == 255);
        }
    }

    @Test
    void theProgressOfTilesIsTold() throws IOException {
        StringBuilder told = new StringBuilder();
        Progress progress = new Progress() {
            @Override
            public void begin(String stage, long total) {
                told.append(stage).append(' ').append(total).append("; ");
            }

            @Override
            public void update(long done, java.util.Map<String, Double> figures) {
                if (!figures.isEmpty()) {
                    assertEquals(Set.of("tiles/s", "Mpx/s"), figures.keySet());
                    told.append(done).append(' ');
                }
            }
        };

        Scene.predict(model, Scene.request(input, output, 64, 16), progress);

        assertEquals("predict 12; 2 4 6 8 10 12 write map.tif 100; ", told.toString());
        assertFalse(Files.exists(folder.resolve("map.tif.partial")));
    }

    private byte[] labelsAlone(int overlap) throws IOException {
        Path alone = folder.resolve("alone.tif");
        Scene.predict(model, Scene.request(input, alone, 64, overlap), Progress.NONE);
        return Scene.read(alone);
    }

    private void assertNothingBut(String... names) throws IOException {
        try (var files = Files.list(folder)) {
            Set<String> found = new TreeSet<>();
            files.forEach(f -> found.add(f.getFileName().toString()));
            assertEquals(new TreeSet<>(Set.of(names)), found);
        }
    }

    private static Set<Integer> values(byte[] labels) {
        Set<Integer> found = new TreeSet<>();
        for (byte b : labels) {
            found.add(b & 0xff);
        }
        return found;
    }

    private static RasterInfo info(Path file) throws IOException {
        try (RasterReader reader = RasterReader.open(file)) {
            return reader.info();
        }
    }

    private static String vrt() {
        StringBuilder bands = new StringBuilder();
        for (int b = 1; b <= 3; b++) {
            bands.append("<VRTRasterBand dataType=\"Byte\" band=\"" + b + "\"><SimpleSource>"
                    + "<SourceFilename relativeToVRT=\"1\">in.tif</SourceFilename><SourceBand>" + b
                    + "</SourceBand></SimpleSource></VRTRasterBand>");
        }
        return "<VRTDataset rasterXSize=\"" + W + "\" rasterYSize=\"" + H + "\">" + bands + "</VRTDataset>";
    }
}
