// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal;

import io.skysense.api.task.MetricReport;
import io.skysense.report.Figures;
import io.skysense.shell.Console;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Prints the figures of an evaluation. */
public final class MetricTables {

    private MetricTables() {}

    /**
     * Prints all figures, then those by class.
     *
     * @param report the evaluation
     * @param console where to
     */
    public static void print(MetricReport report, Console console) {
        List<List<String>> figures = report.values().entrySet().stream()
                .map(e -> List.of(Figures.words(e.getKey()), Figures.value(e.getValue())))
                .toList();
        console.table(List.of("figure", "value"), figures);
        Set<String> keys = new LinkedHashSet<>();
        report.perClass().values().forEach(v -> keys.addAll(v.keySet()));
        if (keys.isEmpty()) {
            return;
        }
        List<String> header = new ArrayList<>(List.of("class"));
        keys.forEach(k -> header.add(Figures.words(k)));
        List<List<String>> rows = new ArrayList<>();
        report.perClass().forEach((name, values) -> {
            List<String> row = new ArrayList<>(List.of(name));
            keys.forEach(k -> row.add(Figures.value(values.getOrDefault(k, Double.NaN))));
            rows.add(row);
        });
        console.print("");
        console.table(header, rows);
    }
}
