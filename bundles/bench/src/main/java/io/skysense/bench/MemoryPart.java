// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import io.skysense.api.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Peak resident memory of predictions in processes of their own, by the size of the raster. */
final class MemoryPart implements Part {

    private static final double GROWTH = 1.10;
    private static final double LIMIT_GIB = 2.5;
    private static final long POLL_MILLIS = 100;

    private final Workbench bench;
    private final Path home;
    private final List<Integer> sides;

    /**
     * Makes the part.
     *
     * @param bench the run
     * @param home the distribution, whose command is run
     * @param sides of the rasters in pixels, ascending
     */
    MemoryPart(Workbench bench, Path home, List<Integer> sides) {
        this.bench = bench;
        this.home = home;
        this.sides = sides;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Figure> run(Stopwatch stopwatch, Progress progress) throws Exception {
        Path run = bench.run(progress);
        List<Figure> figures = new ArrayList<>();
        double first = Double.NaN;
        for (int side : sides) {
            progress.note("predicting " + side + " px square");
            Path scene = Scenes.sparse(bench.folder().resolve("scene-" + side + ".tif"), side);
            double gib = peak(run, scene, bench.folder().resolve("map-" + side + ".tif")) / (double) (1L << 30);
            first = Double.isNaN(first) ? gib : first;
            double ratio = gib / first;
            figures.add(new Figure(
                    name(),
                    "peak at " + side + " px square",
                    gib,
                    "GiB",
                    Double.NaN,
                    ratio,
                    "at most 1.10, under 2.5 GiB",
                    ratio <= GROWTH && gib < LIMIT_GIB));
            Files.delete(scene);
        }
        return figures;
    }

    private long peak(Path run, Path scene, Path map) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        home.resolve("bin/skysense").toString(),
                        "predict",
                        "--run",
                        run.toString(),
                        "--input",
                        scene.toString(),
                        "--output",
                        map.toString())
                .redirectErrorStream(true)
                .redirectOutput(bench.folder().resolve("predict.log").toFile())
                .start();
        long peak = 0;
        try {
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, PeakMemory.bytesIfAlive(process.pid(), "VmHWM"));
            }
        } finally {
            process.destroy();
        }
        if (process.exitValue() != 0) {
            throw new IOException("predict failed: "
                    + Files.readString(bench.folder().resolve("predict.log")).strip());
        }
        Files.delete(map);
        return peak;
    }
}
