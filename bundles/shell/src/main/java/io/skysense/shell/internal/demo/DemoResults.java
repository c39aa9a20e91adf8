// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.demo;

import io.skysense.api.config.Settings;
import io.skysense.api.data.BandTable;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.task.MetricReport;
import io.skysense.api.train.TrainResult;
import io.skysense.checkpoint.Manifest;
import io.skysense.checkpoint.RunFolder;
import io.skysense.report.Chart;
import io.skysense.report.ContactSheet;
import io.skysense.report.LineChart;
import io.skysense.report.MapPreview;
import io.skysense.report.RunReport;
import io.skysense.shell.internal.MetricsJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes what a demo found: figures, charts, pictures and the page. */
final class DemoResults {

    private static final int PREVIEW_SIDE = 768;

    private final DemoFolder folder;
    private final DemoPlan plan;
    private final DatasetTable table;

    DemoResults(DemoFolder folder, DemoPlan plan, DatasetTable table) {
        this.folder = folder;
        this.plan = plan;
        this.table = table;
    }

    /**
     * Writes all files.
     *
     * @param trained how the run ended
     * @param figures its evaluation
     * @param sheet samples of the evaluation
     * @param image the image of the map
     * @param bands what that image's bands are
     * @throws IOException if something cannot be read or written
     */
    void write(TrainResult trained, MetricReport figures, ContactSheet sheet, Path image, BandTable bands)
            throws IOException {
        folder.write("metrics.json", MetricsJson.of(figures));
        try (RunFolder run = RunFolder.open(folder.run())) {
            RunCurves curves = new RunCurves(run.figures());
            writeChart("loss.svg", curves.loss());
            writeChart("metrics.svg", curves.validation());
            List<LineChart> charts = Stream.of(curves.loss(), curves.validation(), curves.rate())
                    .flatMap(Optional::stream)
                    .toList();
            if (!sheet.rows().isEmpty()) {
                folder.write("contact-sheet.png", sheet.picture().png());
            }
            RunReport report = new RunReport(
                    run.preset().name(),
                    table.title() + ": " + trained.step() + (trained.step() == 1 ? " step in " : " steps in ")
                            + plan.duration() + " of training. " + run.preset().description(),
                    figures,
                    table.classes(),
                    charts,
                    Optional.of(sheet),
                    Optional.of(MapPreview.read(image, folder.map(), bands, PREVIEW_SIDE)),
                    facts(run.manifest(), trained),
                    Settings.of(run.preset()).toJson());
            writeChart("confusion.svg", report.confusion());
            folder.write(folder.report().getFileName().toString(), report.html());
        }
    }

    private void writeChart(String name, Optional<? extends Chart> chart) throws IOException {
        if (chart.isPresent()) {
            folder.write(name, chart.get().document());
        }
    }

    private Map<String, String> facts(Manifest manifest, TrainResult trained) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("started", manifest.created());
        facts.put("steps", trained.step() + ", best at step " + trained.bestStep());
        facts.put("seed", Long.toString(manifest.seed()));
        facts.put("data", table.title() + " (" + table.licence() + "), " + table.homepage());
        manifest.machine().forEach(facts::put);
        manifest.libraries().forEach(facts::put);
        manifest.bundles().forEach(facts::put);
        return facts;
    }
}
