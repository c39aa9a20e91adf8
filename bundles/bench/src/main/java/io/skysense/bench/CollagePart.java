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
import io.skysense.dataset.kit.loader.BufferPool;
import io.skysense.dataset.kit.sampler.Shard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Samples a second of the in-context pipeline on two threads: eight images of 512 pixels square out of files of 1024,
 * decoded, cropped, recoloured, and written as one collage of 1024 by 512.
 *
 * <p>What decoding takes is measured on GDAL alone, which reads the same windows of the same files; what the collage
 * takes, on the same pipeline when all that it reads is in memory. What is left is the way of the pixels from one to the
 * other: reading them as numbers, and looking for those that are invalid.
 */
final class CollagePart implements Part {

    private static final int THREADS = 2;
    private static final int COLLAGES = 6;
    private static final double RATE = 3;
    private static final double DECODE = 0.7;

    private static final DataSettings SETTINGS = settings();

    private final Workbench bench;
    private final BufferPool pool = new BufferPool(5 * THREADS);

    CollagePart(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public String name() {
        return "collage";
    }

    @Override
    public List<Figure> run(Stopwatch stopwatch, Progress progress) throws Exception {
        List<Figure> figures = new ArrayList<>();
        for (boolean png : List.of(true, false)) {
            Path folder = bench.folder().resolve(png ? "png" : "tiff");
            CollageFiles files = CollageFiles.make(folder, png, progress);
            figures.addAll(measured(files, png ? "PNG" : "GeoTIFF", stopwatch));
        }
        return figures;
    }

    private List<Figure> measured(CollageFiles files, String format, Stopwatch stopwatch) throws Exception {
        DatasetTable table = DatasetTables.read(CollagePart.class, "collage.json");
        List<Double> seconds = new ArrayList<>();
        try (Dataset dataset = ListedDataset.open(table, DatasetOptions.of(files.root()));
                KeptScenes kept = kept(dataset);
                Crew crew = new Crew(THREADS)) {
            DecodeAlone decode = new DecodeAlone(files, kept.visits());
            InContextBatches all = batches(dataset);
            InContextBatches inMemory = batches(kept);
            List<Sample> times = stopwatch.seconds(
                    () -> {
                        long start = System.nanoTime();
                        make(all, crew);
                        seconds.add((System.nanoTime() - start) / 1e9);
                    },
                    () -> decode.run(crew),
                    () -> make(inMemory, crew));
            return figures(
                    format,
                    times,
                    new Sample(seconds.stream().mapToDouble(s -> s).toArray()));
        }
    }

    private List<Figure> figures(String format, List<Sample> times, Sample seconds) {
        Sample all = times.get(0);
        Sample decode = times.get(1).over(all);
        Sample transform = times.get(2).over(all);
        Sample rate = all.rate(COLLAGES);
        double copy = 1 - decode.median() - transform.median();
        boolean fast = rate.median() >= RATE;
        boolean lean = decode.median() >= DECODE;
        return List.of(
                new Figure(
                        name(),
                        format + ": samples of a core",
                        rate.median(),
                        "1/CPU-s",
                        rate.spread(),
                        Double.NaN,
                        "at least 3",
                        fast),
                Figure.plain(name(), format + ": samples of two threads", seconds.rate(COLLAGES), "1/s"),
                new Figure(
                        name(),
                        format + ": decode",
                        decode.median(),
                        "share",
                        decode.spread(),
                        Double.NaN,
                        "at least 0.70",
                        lean),
                Figure.plain(name(), format + ": transform", transform, "share"),
                new Figure(name(), format + ": copy", copy, "share", Double.NaN, Double.NaN, "", true));
    }

    /** Reads all that the collages need once. */
    private KeptScenes kept(Dataset dataset) throws IOException {
        KeptScenes kept = new KeptScenes(dataset);
        InContextBatches batches = batches(kept);
        for (int number = 0; number < COLLAGES; number++) {
            batches.make(number, pool).orElseThrow().close();
        }
        kept.seal();
        return kept;
    }

    private void make(InContextBatches batches, Crew crew) throws Exception {
        crew.share(COLLAGES, number -> batches.make(number, pool).orElseThrow().close());
    }

    private static InContextBatches batches(Dataset dataset) throws IOException {
        return InContextBatches.training(List.of(dataset), SETTINGS, InContextSettings.DEFAULTS, 0, Shard.WHOLE);
    }

    private static DataSettings settings() {
        DataSettings d = DataSettings.DEFAULTS;
        return new DataSettings("", "train", "", d.crop(), 1, THREADS, THREADS, 0, d.sizeMismatch(), d.augment());
    }
}
