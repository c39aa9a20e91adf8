// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.MapResult;
import io.skysense.api.infer.TestTime;
import io.skysense.api.model.Model;
import io.skysense.api.progress.Progress;
import io.skysense.engine.GradMode;
import io.skysense.raster.CogOptions;
import io.skysense.raster.CogWriter;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.Window;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What tiling costs: the rate from file to file beside the bare rate of the model on the same batches, both by the
 * clock and by processor time, which a busy machine disturbs less; and the peak of resident memory. Run by hand, one
 * process a size, for the peak is that of the process.
 *
 * <pre>
 * TileBenchmark height width [arch|local [channels [tile [overlap [seconds]]]]]
 * </pre>
 *
 * <p>It stops after so many seconds; the rate is then that of what was done.
 */
public final class TileBenchmark {

    private static final Machine MACHINE = new Machine(1L << 30, 8, 1, Duration.ofSeconds(1));
    private static final int PATTERN = 512;

    private TileBenchmark() {}

    /**
     * Measures.
     *
     * @param args see above
     * @throws IOException if the files cannot be written or read
     */
    @SuppressWarnings("try")
    public static void main(String[] args) throws IOException {
        int height = Integer.parseInt(args[0]);
        int width = Integer.parseInt(args[1]);
        String arch = args.length > 2 ? args[2] : "nano";
        int channels = args.length > 3 ? Integer.parseInt(args[3]) : 128;
        int tile = args.length > 4 ? Integer.parseInt(args[4]) : 512;
        int overlap = args.length > 5 ? Integer.parseInt(args[5]) : 128;
        int seconds = args.length > 6 ? Integer.parseInt(args[6]) : 60;
        Path folder = Files.createTempDirectory("tile-benchmark");
        Path input = folder.resolve("in.tif");
        Path output = folder.resolve("map.tif");
        try (Model model = arch.equals("local") ? new LocalModel(3, 1) : RealModel.open(arch, channels);
                GradMode off = GradMode.off()) {
            scene(input, height, width);
            // The peak counts from here.
            Files.writeString(Path.of("/proc/self/clear_refs"), "5");
            MapRequest request = new MapRequest(folder, input, output, tile, overlap, Optional.empty());
            Cost before = bare(model, request);
            Watch watch = new Watch(seconds);
            long cpu = processorNanos();
            MapResult result = new PredictionJob(request, model, MACHINE, "benchmark", watch)
                    .run()
                    .get(0);
            Cost job = new Cost(watch.done, watch.elapsed, (processorNanos() - cpu) / 1e9);
            Cost after = bare(model, request);
            System.out.printf(
                    Locale.ROOT,
                    "%s %dx%d tile %d overlap %d: %d of %d tiles, %.3f tiles/s (%.3f Mpx/s), bare %.3f and %.3f;"
                            + " processor s/tile %.3f, bare %.3f and %.3f; peak %d MB%n",
                    arch,
                    height,
                    width,
                    tile,
                    overlap,
                    watch.done,
                    result.tiles(),
                    job.rate(),
                    job.rate() * height * width / result.tiles() / 1e6,
                    before.rate(),
                    after.rate(),
                    job.processor(),
                    before.processor(),
                    after.processor(),
                    peak());
        } finally {
            delete(folder);
        }
    }

    /** What a number of tiles took, by the clock and by all processors together. */
    private record Cost(long tiles, double seconds, double processorSeconds) {

        double rate() {
            return tiles / seconds;
        }

        double processor() {
            return processorSeconds / tiles;
        }
    }

    private static long processorNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** The model alone. */
    private static Cost bare(Model model, MapRequest request) throws IOException {
        TileModel tiles = new TileModel(model, TestTime.NONE);
        try (TileInputs inputs = TileInputs.open(request)) {
            List<SensorInput> sensors = inputs.of(tiles);
            TileGrid grid = tiles.grid(sensors.get(0).info(), request.tile(), request.overlap(), MACHINE);
            List<TileReader> readers = List.of(new TileReader(sensors.get(0), grid));
            try (ReadAhead ahead = new ReadAhead(readers, grid, 0, 1)) {
                TileBatch batch = ahead.next();
                tiles.run(batch, sensors, grid.tile()).forEach(TileAnswer::close);
                long began = System.nanoTime();
                long cpu = processorNanos();
                int runs = 0;
                do {
                    tiles.run(batch, sensors, grid.tile()).forEach(TileAnswer::close);
                    runs++;
                } while (System.nanoTime() - began < 10_000_000_000L);
                return new Cost(
                        (long) runs * batch.batch().size(),
                        (System.nanoTime() - began) / 1e9,
                        (processorNanos() - cpu) / 1e9);
            }
        }
    }

    /** A scene of smooth fields in the layout of a real one: tiled, compressed, with overviews. */
    private static void scene(Path file, int height, int width) throws IOException {
        byte[] pattern = Scene.pixels(3, PATTERN, PATTERN, 3);
        RasterSpec spec = RasterSpec.of(width, height, 3, PixelType.UINT8).withReference(Scene.PLACE);
        try (CogWriter writer = CogWriter.create(file, spec, CogOptions.VALUES)) {
            for (int y = 0; y < height; y += PATTERN) {
                for (int x = 0; x < width; x += PATTERN) {
                    Window window = new Window(x, y, Math.min(PATTERN, width - x), Math.min(PATTERN, height - y));
                    writer.raster().write(window, Arrays.copyOf(pattern, 3 * (int) window.pixels()));
                }
            }
            writer.finish(Progress.NONE);
        }
    }

    /** The most memory that this process ever had resident, in megabytes. */
    private static long peak() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1000;
            }
        }
        return -1;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static final class Watch implements Progress {

        private final long limit;
        private final long began = System.nanoTime();
        private long done;
        private double elapsed;

        Watch(int seconds) {
            limit = seconds * 1_000_000_000L;
        }

        @Override
        public void update(long now, java.util.Map<String, Double> figures) {
            if (!figures.isEmpty()) {
                done = now;
                elapsed = done / figures.get("tiles/s");
            }
        }

        @Override
        public boolean cancelled() {
            return System.nanoTime() - began > limit;
        }
    }
}
