// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.demo;

import io.skysense.checkpoint.MetricsLog.Row;
import io.skysense.report.Figures;
import io.skysense.report.LineChart;
import io.skysense.report.Series;
import io.skysense.report.Series.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Charts of what a run's log holds, by the names the trainer gives its figures. */
final class RunCurves {

    private static final String LOSS = "train/loss";
    private static final String RATE = "train/lr";
    private static final String VALIDATION = "validation/";

    private final Map<String, List<Point>> curves = new LinkedHashMap<>();

    RunCurves(List<Row> rows) {
        for (Row row : rows) {
            curves.computeIfAbsent(row.name(), name -> new ArrayList<>()).add(new Point(row.step(), row.value()));
        }
    }

    /** {@return the loss of the steps, and of its parts where there are several} */
    Optional<LineChart> loss() {
        List<Series> series = new ArrayList<>();
        addIfPresent(series, LOSS, "loss", true);
        List<String> parts =
                curves.keySet().stream().filter(n -> n.startsWith(LOSS + "/")).toList();
        if (parts.size() > 1) {
            parts.forEach(name -> addIfPresent(series, name, name.substring(LOSS.length() + 1), true));
        }
        return chart("Loss", "loss", true, series);
    }

    /** {@return the figures of the validations, without those of single classes} */
    Optional<LineChart> validation() {
        List<Series> series = new ArrayList<>();
        for (String name : curves.keySet()) {
            String figure = name.startsWith(VALIDATION) ? name.substring(VALIDATION.length()) : "/";
            if (!figure.contains("/")) {
                addIfPresent(series, name, Figures.words(figure), false);
            }
        }
        return chart("Validation", "figure", false, series);
    }

    /** {@return the learning rate} */
    Optional<LineChart> rate() {
        List<Series> series = new ArrayList<>();
        addIfPresent(series, RATE, "learning rate", false);
        return chart("Learning rate", "rate", false, series);
    }

    private void addIfPresent(List<Series> series, String key, String name, boolean smooth) {
        if (curves.containsKey(key)) {
            series.add(new Series(name, curves.get(key), smooth));
        }
    }

    private static Optional<LineChart> chart(String title, String label, boolean logarithmic, List<Series> series) {
        return series.isEmpty()
                ? Optional.empty()
                : Optional.of(new LineChart(title, "step", label, logarithmic, series));
    }
}
