// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import io.skysense.api.progress.Progress;
import io.skysense.shell.CommandPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What clients of another process see while a head is replaced every second, and how soon a new version answers. */
final class SwapPart implements Part {

    private static final String MODEL = "land";
    private static final String HEAD = "io.skysense.head-segmentation";
    private static final int CLIENTS = 2;
    private static final int SIDE = 64;
    private static final int BANDS = 3;
    private static final int GREY = 100;
    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final long PATIENCE_SECONDS = 60;

    /** Hundredths of the requests that are answered sooner. */
    private static final List<Integer> PERCENTILES = List.of(50, 99, 100);

    private static final String QUESTION =
            "{\"inputs\": [{\"name\": \"hr\", \"shape\": [1, " + BANDS + ", " + SIDE + ", "
                    + SIDE + "], \"datatype\": \"FP32\", \"data\": " + Collections.nCopies(BANDS * SIDE * SIDE, GREY)
                    + "}], \"outputs\": [{\"name\": \"classes\"}]}";

    private final Workbench bench;
    private final Path home;
    private final CommandPort port;
    private final Duration time;

    /**
     * Makes the part.
     *
     * @param bench the run
     * @param home the distribution
     * @param port sends commands to a copy of it
     * @param time under load with replacements
     */
    SwapPart(Workbench bench, Path home, CommandPort port, Duration time) {
        this.bench = bench;
        this.home = home;
        this.port = port;
        this.time = time;
    }

    @Override
    public String name() {
        return "swaps";
    }

    /**
     * What was seen while the head was replaced.
     *
     * @param latencies seconds of each answer
     * @param swaps seconds of each replacement, from the command to the first answer
     * @param seconds altogether
     */
    private record Replaced(List<Double> latencies, List<Double> swaps, double seconds) {}

    @Override
    public List<Figure> run(Stopwatch stopwatch, Progress progress) throws Exception {
        Path run = bench.run(progress);
        Path copy = bench.folder().resolve("platform");
        LaterVersion head = LaterVersion.of(jar());
        try (ServedPlatform platform = ServedPlatform.start(home, copy, MODEL, run, port);
                HttpLoad load = new HttpLoad(
                        platform.address().resolve("/v2/models/" + MODEL + "/infer"), QUESTION, HEAD, CLIENTS)) {
            load.first(head.version(0)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            swap(platform, load, head, 1);
            load.takeLatencies();
            Thread.sleep(QUIET.toMillis());
            List<Double> quiet = load.takeLatencies();
            Replaced replaced = replace(platform, load, head, progress);
            List<String> failures = load.failures();
            if (!failures.isEmpty()) {
                progress.note(failures.size() + " requests failed, the first with " + failures.get(0));
            }
            return figures(quiet, replaced, failures.size());
        }
    }

    private Replaced replace(ServedPlatform platform, HttpLoad load, LaterVersion head, Progress progress)
            throws Exception {
        List<Double> swaps = new ArrayList<>();
        progress.begin("replace the head", time.toSeconds());
        long start = System.nanoTime();
        for (int number = 2; System.nanoTime() - start < time.toNanos() && !progress.cancelled(); number++) {
            long due = System.nanoTime() + EVERY.toNanos();
            swaps.add(swap(platform, load, head, number));
            long passed = Duration.ofNanos(System.nanoTime() - start).toSeconds();
            progress.update(passed, Map.of("replaced", (double) swaps.size()));
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        }
        progress.end();
        return new Replaced(load.takeLatencies(), swaps, (System.nanoTime() - start) / 1e9);
    }

    /** {@return seconds from the command to the first answer of a version; the one before goes} */
    private double swap(ServedPlatform platform, HttpLoad load, LaterVersion head, int number) throws Exception {
        Path jar = bench.folder().resolve("head.jar");
        head.write(number, jar);
        long start = System.nanoTime();
        platform.command("update", jar.toString());
        long first = load.first(head.version(number)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (number > 1) {
            platform.command("uninstall", HEAD + "@" + head.version(number - 1));
        }
        Files.delete(jar);
        return (first - start) / 1e9;
    }

    private Path jar() throws IOException {
        try (Stream<Path> jars = Files.list(home.resolve("bundles"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith(HEAD + "-"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(home + ": has no " + HEAD));
        }
    }

    private List<Figure> figures(List<Double> quiet, Replaced replaced, int failed) {
        Sample calm = sample(quiet);
        Sample meanwhile = sample(replaced.latencies());
        Sample swaps = sample(replaced.swaps());
        double before = quiet.size() / (double) QUIET.toSeconds();
        double rate = replaced.latencies().size() / replaced.seconds();
        List<Figure> figures = new ArrayList<>();
        figures.add(informs("requests over HTTP, " + CLIENTS + " clients", before, "requests/s", Double.NaN));
        figures.add(informs("the same, a head replaced every second", rate, "requests/s", rate / before));
        figures.add(new Figure(name(), "failed requests", failed, "", Double.NaN, Double.NaN, "none", failed == 0));
        for (int percentile : PERCENTILES) {
            double alone = calm.quantile(percentile / 100.0) * 1e3;
            double under = meanwhile.quantile(percentile / 100.0) * 1e3;
            String which = "time to an answer, " + percentile + "th percentile";
            figures.add(informs(which, alone, "ms", Double.NaN));
            figures.add(informs(which + ", replaced every second", under, "ms", under / alone));
        }
        figures.add(informs("replacements", replaced.swaps().size() / replaced.seconds(), "1/s", Double.NaN));
        figures.add(informs("command to first answer, median", swaps.median() * 1e3, "ms", Double.NaN));
        figures.add(informs("command to first answer, longest", swaps.quantile(1) * 1e3, "ms", Double.NaN));
        return figures;
    }

    private Figure informs(String what, double value, String unit, double ratio) {
        return new Figure(name(), what, value, unit, Double.NaN, ratio, "", true);
    }

    private static Sample sample(List<Double> values) {
        return new Sample(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
