// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.demo;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.GeoReference;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.MapResult;
import io.skysense.api.infer.TileEngine;
import io.skysense.api.model.Backbone;
import io.skysense.api.model.ModalityEncoder;
import io.skysense.api.plugin.PluginInfo;
import io.skysense.api.plugin.PluginLease;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.progress.Progress;
import io.skysense.api.task.MetricReport;
import io.skysense.api.task.TaskHead;
import io.skysense.api.train.EvaluatedSample;
import io.skysense.api.train.EvaluationRequest;
import io.skysense.api.train.Evaluator;
import io.skysense.api.train.Preset;
import io.skysense.api.train.TrainResult;
import io.skysense.api.train.Trainer;
import io.skysense.checkpoint.Manifest;
import io.skysense.checkpoint.MetricsLog;
import io.skysense.checkpoint.RunFolder;
import io.skysense.raster.Compression;
import io.skysense.raster.Palette;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import io.skysense.shell.internal.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A dataset of one image, and services that know its label: everything a demo needs, in no time. */
final class TinyWorld implements Trainer, Evaluator, TileEngine, PluginRegistry {

    static final int SIDE = 16;

    private static final DatasetTable TABLE = new DatasetTable(
            "tiny",
            "Tiny",
            List.of(new BandTable(
                    Modality.HR, List.of("R", "G", "B"), 10, 1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0))),
            new ClassTable(List.of(new LabelClass(1, "a", "#00ff00"), new LabelClass(2, "b", "#0000ff")), List.of()),
            List.of("train", "val"),
            "none",
            "none",
            "made here");

    private final List<String> calls = new ArrayList<>();
    private boolean stopTraining;

    /** Writes the dataset and its preset. */
    static void write(Path data, Path configs) throws IOException {
        Files.createDirectories(data.resolve("images"));
        String list = "[{\"hr_path\": \"images/one.tif\", \"target_path\": \"one.png\", \"type\": \"tiny\"}]";
        Files.writeString(data.resolve("tiny_train.json"), list);
        Files.writeString(data.resolve("tiny_val.json"), list);
        byte[] pixels = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 251);
        }
        GeoReference place = new GeoReference(List.of(500000.0, 10.0, 0.0, 9000000.0, 0.0, -10.0), "");
        RasterSpec spec = RasterSpec.of(SIDE, SIDE, 3, PixelType.UINT8).withReference(place);
        RasterWriter.writeGeoTiff(data.resolve("images/one.tif"), spec, Compression.DEFLATE, pixels);
        Files.createDirectories(configs);
        Files.writeString(
                configs.resolve("finetune-tiny.json"),
                "{\"name\": \"finetune-tiny\", \"encoders\": {\"hr\": {\"type\": \"x\"}}}");
    }

    /** Offers all services. */
    Shell shell() {
        return new Shell()
                .with(Trainer.class, this)
                .with(Evaluator.class, this)
                .with(TileEngine.class, this)
                .with(PluginRegistry.class, this);
    }

    /** What was called, in order. */
    List<String> calls() {
        return calls;
    }

    /** Whether training stops half-way, as after Ctrl-C. */
    void stopTraining(boolean stop) {
        stopTraining = stop;
    }

    @Override
    public TrainResult train(Preset preset, Path data, Path run, Progress progress) throws IOException {
        calls.add("train " + preset.train().minutes());
        Manifest manifest = Manifest.now(preset.seed(), data, Map.of("io.skysense.tiny", "1.0.0"), Map.of());
        try (RunFolder folder = RunFolder.create(run, preset, manifest);
                MetricsLog log = folder.metrics(0)) {
            for (int step = 1; step <= 30; step++) {
                log.append(step, Map.of("train/loss", 1.0 / step, "train/lr", 1e-3));
            }
            log.append(30, Map.of("validation/meanIoU", 0.75, "validation/iou/a", 0.7));
        }
        return new TrainResult(run, 30, !stopTraining, 30, Optional.of(figures()));
    }

    @Override
    public TrainResult resume(Path run, Progress progress) {
        calls.add("resume");
        return new TrainResult(run, 30, !stopTraining, 30, Optional.of(figures()));
    }

    @Override
    public MetricReport evaluate(EvaluationRequest request, Consumer<EvaluatedSample> each, Progress progress) {
        calls.add("evaluate");
        LabelMap label = new LabelMap(SIDE, SIDE, new byte[SIDE * SIDE]);
        ImageCube cube = new ImageCube(1, 3, SIDE, SIDE, new float[3 * SIDE * SIDE]);
        Sample sample = new Sample("one", Map.of(Modality.HR, cube), Optional.of(label), Map.of(), Optional.empty());
        each.accept(new EvaluatedSample(sample, sample.labels()));
        return figures();
    }

    @Override
    public MapResult predict(MapRequest request, Progress progress) throws IOException {
        calls.add("predict " + request.input().getFileName());
        RasterSpec spec = RasterSpec.of(SIDE, SIDE, 1, PixelType.UINT8)
                .withClasses(Palette.ofRgb(List.of(0, 0x00ff00, 0x0000ff)), List.of());
        RasterWriter.writeGeoTiff(request.output(), spec, Compression.DEFLATE, new byte[SIDE * SIDE]);
        return new MapResult(request.output(), SIDE, SIDE, 1, 0, true);
    }

    @Override
    public PluginLease<DatasetReader> dataset(String name) {
        return new PluginLease<>() {
            @Override
            public DatasetReader plugin() {
                return new DatasetReader() {
                    @Override
                    public DatasetTable table() {
                        return TABLE;
                    }

                    @Override
                    public Dataset open(DatasetOptions options) {
                        throw new UnsupportedOperationException("the table is enough");
                    }
                };
            }

            @Override
            public String bundle() {
                return "io.skysense.tiny";
            }

            @Override
            public String version() {
                return "1.0.0";
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public PluginLease<ModalityEncoder> encoder(String name) {
        throw new UnsupportedOperationException("not asked for by a demo");
    }

    @Override
    public PluginLease<Backbone> backbone(String name) {
        throw new UnsupportedOperationException("not asked for by a demo");
    }

    @Override
    public PluginLease<TaskHead> head(String name) {
        throw new UnsupportedOperationException("not asked for by a demo");
    }

    @Override
    public List<PluginInfo> plugins() {
        return List.of();
    }

    private static MetricReport figures() {
        return new MetricReport(
                Map.of("meanIoU", 0.75),
                Map.of("a", Map.of("iou", 0.7), "b", Map.of("iou", 0.8)),
                List.of(List.of(5L, 1L), List.of(2L, 9L)),
                List.of("a", "b"));
    }
}
