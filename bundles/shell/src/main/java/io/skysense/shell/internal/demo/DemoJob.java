// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.demo;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Modality;
import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.TileEngine;
import io.skysense.api.plugin.PluginLease;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.progress.Progress;
import io.skysense.api.task.MetricReport;
import io.skysense.api.train.EvaluationRequest;
import io.skysense.api.train.Evaluator;
import io.skysense.api.train.Preset;
import io.skysense.api.train.TrainResult;
import io.skysense.api.train.Trainer;
import io.skysense.dataset.kit.DatasetFolder;
import io.skysense.dataset.kit.list.DataPaths;
import io.skysense.dataset.kit.list.ListFile;
import io.skysense.dataset.kit.list.ListRecord;
import io.skysense.report.ContactSheet;
import io.skysense.shell.CommandException;
import io.skysense.shell.internal.Presets;
import io.skysense.shell.internal.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Trains, evaluates, maps and reports; a second call goes on where a first one stopped. */
final class DemoJob {

    private static final int TILE = 512;
    private static final int OVERLAP = 64;
    private static final int SHEET_ROWS = 8;
    private static final int SHEET_CELL = 256;

    private final PluginRegistry registry;
    private final Trainer trainer;
    private final Evaluator evaluator;
    private final TileEngine engine;
    private final Progress progress;
    private final DemoFolder folder;
    private final DemoPlan plan;
    private final Preset preset;

    /**
     * Prepares the job.
     *
     * @throws CommandException if a service or the preset is missing: better before the work than after half of it
     */
    DemoJob(Services services, Presets presets, Progress progress, DemoFolder folder, DemoPlan plan)
            throws CommandException {
        this.registry = services.require(PluginRegistry.class);
        this.trainer = services.require(Trainer.class);
        this.evaluator = services.require(Evaluator.class);
        this.engine = services.require(TileEngine.class);
        this.progress = progress;
        this.folder = folder;
        this.plan = plan;
        this.preset = presets.read(
                "finetune-" + plan.dataset(),
                Map.of("train.steps", "0", "train.minutes", Double.toString(plan.minutes())));
    }

    /**
     * Does all that is not done yet.
     *
     * @return the evaluation; empty if it was cancelled
     * @throws CommandException if the data has nothing to map
     * @throws IOException if data or results cannot be read or written
     */
    Optional<MetricReport> run() throws CommandException, IOException {
        DatasetTable table = table();
        Path data = Path.of(plan.data());
        Modality modality = modality();
        BandTable bands = table.bands(modality)
                .orElseThrow(() -> new CommandException("the dataset " + table.name() + " has no " + modality.key()));
        Path image = oneValidationImage(data, modality);
        TrainResult trained = train(data);
        if (!trained.complete()) {
            return Optional.empty();
        }
        ContactSheet sheet = new ContactSheet(table, SHEET_ROWS, SHEET_CELL);
        EvaluationRequest request = new EvaluationRequest(folder.run(), Optional.of(data), Optional.empty());
        MetricReport figures = evaluator.evaluate(request, sheet, progress);
        if (progress.cancelled()) {
            return Optional.empty();
        }
        MapRequest map = new MapRequest(folder.run(), image, folder.map(), TILE, OVERLAP, Optional.empty());
        if (!engine.predict(map, progress).complete()) {
            return Optional.empty();
        }
        new DemoResults(folder, plan, table).write(trained, figures, sheet, image, bands);
        return Optional.of(figures);
    }

    private DatasetTable table() {
        try (PluginLease<DatasetReader> lease = registry.dataset(plan.dataset())) {
            return lease.plugin().table();
        }
    }

    private TrainResult train(Path data) throws IOException {
        return Files.exists(folder.run().resolve("preset.json"))
                ? trainer.resume(folder.run(), progress)
                : trainer.train(preset, data, folder.run(), progress);
    }

    /** The first sensor the preset has an encoder for. */
    private Modality modality() throws CommandException {
        return Arrays.stream(Modality.values())
                .filter(m -> preset.encoders().containsKey(m.key()))
                .findFirst()
                .orElseThrow(() -> new CommandException("the preset " + preset.name() + " has no encoder"));
    }

    /** The one in the middle of the list. */
    private Path oneValidationImage(Path data, Modality modality) throws IOException, CommandException {
        ListFile list = ListFile.read(
                new DatasetFolder(data).list(plan.dataset(), preset.data().validation()));
        Optional<String> name = list.records().stream()
                .skip(list.records().size() / 2)
                .findFirst()
                .flatMap(r -> image(r, modality));
        if (name.isEmpty()) {
            throw new CommandException(list.file() + ": no " + modality.key() + " image to map");
        }
        return new DataPaths(data).resolve(name.get());
    }

    private static Optional<String> image(ListRecord record, Modality modality) {
        return switch (modality) {
            case HR -> record.hr();
            case S2 -> record.s2().stream().findFirst();
            case S1 -> record.s1().stream().findFirst();
        };
    }
}
