// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.MapResult;
import io.skysense.api.infer.TestTime;
import io.skysense.api.progress.Progress;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.raster.Compression;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bright rectangles on dark ground, which must all be found once, wherever tiles end. */
class ObjectJobTest {

    private static final int H = 200;
    private static final int W = 260;

    @TempDir
    Path folder;

    private final SquaresModel model = new SquaresModel();
    private final Set<String> expected = new TreeSet<>();
    private Path input;
    private Path output;

    @BeforeEach
    void draw() throws IOException {
        byte[] pixels = new byte[H * W];
        for (int row = 0; row < 9; row++) {
            for (int column = 0; column < 11; column++) {
                int left = 4 + column * 23 + row % 3;
                int top = 3 + row * 22 + column % 4;
                int width = 6 + (row * 5 + column) % 9;
                int height = 5 + (row + column * 3) % 8;
                for (int y = top; y < top + height; y++) {
                    for (int x = left; x < left + width; x++) {
                        pixels[y * W + x] = (byte) 255;
                    }
                }
                expected.add(left + " " + top + " " + width + " " + height);
            }
        }
        input = folder.resolve("in.tif");
        output = folder.resolve("objects.geojson");
        RasterWriter.writeGeoTiff(
                input, RasterSpec.of(W, H, 1, PixelType.UINT8).withReference(Scene.PLACE), Compression.DEFLATE, pixels);
    }

    @AfterEach
    void close() {
        model.close();
    }

    private MapRequest request(int tile, int overlap) {
        return new MapRequest(
                folder.resolve("run"), List.of(input), output, tile, overlap, Optional.empty(), TestTime.NONE);
    }

    private MapResult run(MapRequest request, Machine machine, Progress progress) throws IOException {
        RequestCheck.files(request);
        Torch.setThreads(1);
        try (GradMode off = GradMode.off()) {
            return new PredictionJob(request, model, machine, "test 1.0", progress)
                    .run()
                    .get(0);
        }
    }

    private JsonNode written() throws IOException {
        return new ObjectMapper().readTree(output.toFile());
    }

    private Set<String> found() throws IOException {
        Set<String> found = new TreeSet<>();
        JsonNode features = written().get("features");
        for (JsonNode feature : features) {
            JsonNode ring = feature.get("geometry").get("coordinates").get(0);
            double left = (ring.get(0).get(0).asDouble() - 500_000) / 10;
            double top = (9_000_000 - ring.get(0).get(1).asDouble()) / 10;
            double right = (ring.get(2).get(0).asDouble() - 500_000) / 10;
            double bottom = (9_000_000 - ring.get(2).get(1).asDouble()) / 10;
            found.add(Math.round(left) + " " + Math.round(top) + " " + Math.round(right - left) + " "
                    + Math.round(bottom - top));
        }
        assertEquals(found.size(), features.size(), "nothing is found twice");
        return found;
    }

    @ParameterizedTest
    @CsvSource({"264, 0", "96, 40", "64, 31", "128, 48"})
    void everyObjectIsFoundOnceAndWhole(int tile, int overlap) throws IOException {
        MapResult result = run(request(tile, overlap), Scene.MACHINE, Progress.NONE);

        assertTrue(result.complete());
        assertEquals(expected, found());
        assertFalse(Files.exists(folder.resolve("objects.geojson.partial")));
    }

    @Test
    void theFileNamesItsReferenceSystemClassesAndOrigin() throws IOException {
        run(request(96, 40), Scene.MACHINE, Progress.NONE);
        JsonNode root = written();

        assertEquals("FeatureCollection", root.get("type").asText());
        assertEquals(
                "urn:ogc:def:crs:EPSG::32720",
                root.get("crs").get("properties").get("name").asText());
        assertEquals("test 1.0", root.get("metadata").get("TIFFTAG_SOFTWARE").asText());
        JsonNode feature = root.get("features").get(0);
        assertEquals("not forest", feature.get("properties").get("class").asText());
        assertTrue(feature.get("properties").get("score").asDouble() > 0);
        JsonNode ring = feature.get("geometry").get("coordinates").get(0);
        assertEquals(5, ring.size());
        assertEquals(ring.get(0), ring.get(4));
    }

    @Test
    void aCancelledJobGoesOnWhereItStopped() throws IOException {
        AtomicInteger seen = new AtomicInteger();
        Progress stopping = new Progress() {
            @Override
            public void begin(String stage, long total) {}

            @Override
            public void update(long done, Map<String, Double> figures) {
                seen.incrementAndGet();
            }

            @Override
            public void note(String line) {}

            @Override
            public void end() {}

            @Override
            public boolean cancelled() {
                return seen.get() >= 5;
            }
        };
        MapResult first = run(request(64, 31), Scene.CAREFUL, stopping);
        assertFalse(first.complete());
        assertFalse(Files.exists(output));
        // A batch that was not promised, and a line that was cut off.
        Path lines = folder.resolve("objects.geojson.partial/map.staged");
        Files.writeString(lines, Files.readString(lines) + "77 1 5.0 5.0 9.0 9.0 0.0 0.9\n77 1 5.");

        MapResult second = run(request(64, 31), Scene.CAREFUL, Progress.NONE);

        assertTrue(second.complete());
        assertTrue(second.resumed() > 0);
        assertEquals(expected, found());
    }

    @Test
    void aRasterThatLiesNowhereHasPixelCoordinates() throws IOException {
        byte[] pixels = new byte[64 * 64];
        for (int y = 10; y < 20; y++) {
            for (int x = 30; x < 44; x++) {
                pixels[y * 64 + x] = (byte) 255;
            }
        }
        RasterWriter.writeGeoTiff(input, RasterSpec.of(64, 64, 1, PixelType.UINT8), Compression.NONE, pixels);

        run(request(64, 16), Scene.MACHINE, Progress.NONE);
        JsonNode root = written();

        assertFalse(root.has("crs"));
        JsonNode ring =
                root.get("features").get(0).get("geometry").get("coordinates").get(0);
        assertEquals(30, ring.get(0).get(0).asDouble());
        assertEquals(-10, ring.get(0).get(1).asDouble());
        assertEquals(44, ring.get(2).get(0).asDouble());
        assertEquals(-20, ring.get(2).get(1).asDouble());
    }

    @Test
    void thereIsNoMapOfProbabilities() {
        MapRequest request = new MapRequest(
                folder.resolve("run"),
                List.of(input),
                output,
                64,
                16,
                Optional.of(folder.resolve("p.tif")),
                TestTime.NONE);

        IOException refused = assertThrows(IOException.class, () -> run(request, Scene.MACHINE, Progress.NONE));
        assertTrue(refused.getMessage().endsWith("p.tif: objects have scores, and no map of probabilities"));
    }

    @Test
    void codesAreReadFromBothKindsOfText() {
        assertEquals(
                Optional.of("32720"),
                ObjectFile.code("PROJCRS[\"WGS 84 / UTM zone 20S\",BASEGEOGCRS[\"WGS 84\",ID[\"EPSG\",4326]],"
                        + "ID[\"EPSG\",32720]]"));
        assertEquals(Optional.of("4326"), ObjectFile.code("GEOGCS[\"WGS 84\",AUTHORITY[\"EPSG\",\"4326\"]]"));
        assertEquals(
                Optional.empty(), ObjectFile.code("PROJCS[\"mine\",GEOGCS[\"WGS 84\",AUTHORITY[\"EPSG\",\"4326\"]]]"));
    }
}
