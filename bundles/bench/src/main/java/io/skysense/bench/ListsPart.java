// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.progress.Progress;
import io.skysense.api.train.DataSettings;
import io.skysense.api.train.InContextSettings;
import io.skysense.dataset.kit.DatasetTables;
import io.skysense.dataset.kit.ListedDataset;
import io.skysense.dataset.kit.incontext.InContextBatches;
import io.skysense.dataset.kit.sampler.Shard;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Time and memory of a list file of a million records: read, checked against the table of classes, and grouped by class
 * for the in-context sampler. Once, and without warming up, as a run meets it.
 */
final class ListsPart implements Part {

    private static final int RECORDS = 1_000_000;
    private static final int CLASSES = 7;
    private static final double SECONDS = 20;
    private static final double GIB = 1;

    private final Workbench bench;

    ListsPart(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public String name() {
        return "lists";
    }

    @Override
    public List<Figure> run(Stopwatch stopwatch, Progress progress) throws Exception {
        Path folder = Files.createDirectories(bench.folder().resolve("lists"));
        Path list = folder.resolve("demo_train.json");
        progress.note("writing a list of " + RECORDS + " records");
        write(list);
        DatasetTable table = DatasetTables.read(CollagePart.class, "collage.json");
        double before = heap();
        double start = CpuClock.seconds();
        long wall = System.nanoTime();
        try (Dataset dataset = ListedDataset.open(table, DatasetOptions.of(folder))) {
            InContextBatches batches = InContextBatches.training(
                    List.of(dataset), DataSettings.DEFAULTS, InContextSettings.DEFAULTS, 0, Shard.WHOLE);
            double cpu = CpuClock.seconds() - start;
            double seconds = (System.nanoTime() - wall) / 1e9;
            double kept = heap() - before;
            Reference.reachabilityFence(batches);
            return List.of(
                    figure("a million records", seconds, "s", "under 20", seconds < SECONDS),
                    figure("processor time of that", cpu, "CPU-s", "", true),
                    figure("heap that they keep", kept, "GiB", "under 1", kept < GIB));
        } finally {
            Files.delete(list);
        }
    }

    private Figure figure(String what, double value, String unit, String target, boolean met) {
        return new Figure(name(), what, value, unit, Double.NaN, Double.NaN, target, met);
    }

    /** GiB in use when all garbage is gone. */
    private static double heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / (double) (1L << 30);
    }

    /** Entries as the reference's lists have them: an image, one to three Sentinel-2 dates, radar, label, classes. */
    private static void write(Path list) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(list)) {
            out.write("[\n");
            for (int i = 0; i < RECORDS; i++) {
                out.write(i == 0 ? "" : ",\n");
                out.write(record(i));
            }
            out.write("\n]\n");
        }
    }

    private static String record(int i) {
        String place = String.format(Locale.ROOT, "region_%03d/place_%07d", i % 512, i);
        StringBuilder dates = new StringBuilder();
        for (int date = 0; date <= i % 3; date++) {
            dates.append(date == 0 ? "" : ", ")
                    .append("\"demo/sentinel-2/")
                    .append(place)
                    .append("_20230")
                    .append(101 + 100 * date)
                    .append(".tif\"");
        }
        return "{\"hr_path\": \"demo/images/" + place + ".tif\", \"s2_path\": [" + dates
                + "], \"s1_path\": [\"demo/sentinel-1/"
                + place + "_20230101.tif\"], \"target_path\": \"demo/labels/" + place
                + ".png\", \"type\": \"demo\", \"classes\": [" + i % CLASSES + ", " + (i + 3) % CLASSES + "]}";
    }
}
