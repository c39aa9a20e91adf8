// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.data.GeoReference;
import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.MapResult;
import io.skysense.api.infer.TestTime;
import io.skysense.api.model.Model;
import io.skysense.api.progress.Progress;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.raster.Compression;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterReader;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import io.skysense.raster.ReadRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Small rasters, and maps of them. */
final class Scene {

    static final GeoReference PLACE =
            new GeoReference(List.of(500_000.0, 10.0, 0.0, 9_000_000.0, 0.0, -10.0), "EPSG:32720");

    /** Batches of two tiles. */
    static final Machine MACHINE = new Machine(1 << 30, 2, 2, Duration.ofSeconds(1));

    /** Promises every batch at once. */
    static final Machine CAREFUL = new Machine(1 << 30, 2, 2, Duration.ZERO);

    private Scene() {}

    /** Smooth shapes with noise on them, (C, H, W). */
    static byte[] pixels(int bands, int height, int width, long seed) {
        Random random = new Random(seed);
        byte[] out = new byte[bands * height * width];
        for (int b = 0; b < bands; b++) {
            double phase = random.nextDouble() * 6;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double wave = Math.sin(x / 9.0 + phase) + Math.cos(y / 7.0 - phase);
                    out[(b * height + y) * width + x] = (byte) (int) (128 + 45 * wave + random.nextInt(30));
                }
            }
        }
        return out;
    }

    static Path geoTiff(Path file, int bands, int height, int width) throws IOException {
        return geoTiff(file, bands, height, width, 1, PLACE);
    }

    static Path geoTiff(Path file, int bands, int height, int width, long seed, GeoReference place) throws IOException {
        RasterWriter.writeGeoTiff(
                file,
                RasterSpec.of(width, height, bands, PixelType.UINT8).withReference(place),
                Compression.DEFLATE,
                pixels(bands, height, width, seed));
        return file;
    }

    static MapRequest request(Path input, Path output, int tile, int overlap) {
        return request(input, output, tile, overlap, TestTime.NONE);
    }

    static MapRequest request(Path input, Path output, int tile, int overlap, TestTime testTime) {
        return new MapRequest(output.resolveSibling("run"), input, output, tile, overlap, Optional.empty(), testTime);
    }

    static MapResult predict(Model model, MapRequest request, Progress progress) throws IOException {
        return predict(model, request, MACHINE, progress);
    }

    @SuppressWarnings("try")
    static MapResult predict(Model model, MapRequest request, Machine machine, Progress progress) throws IOException {
        RequestCheck.files(request);
        // Tiles are small: a second thread would cost more than it does.
        Torch.setThreads(1);
        try (GradMode off = GradMode.off()) {
            return new PredictionJob(request, model, machine, "test 1.0", progress)
                    .run()
                    .get(0);
        }
    }

    static float[] readFloats(Path file) throws IOException {
        try (RasterReader reader = RasterReader.open(file)) {
            return reader.readFloats(ReadRequest.of(reader.info().window()));
        }
    }

    static byte[] read(Path file) throws IOException {
        try (RasterReader reader = RasterReader.open(file)) {
            return reader.readBytes(ReadRequest.of(reader.info().window()));
        }
    }
}
