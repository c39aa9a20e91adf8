// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.command;

import io.skysense.api.task.MetricReport;
import io.skysense.api.train.TrainResult;
import io.skysense.report.Figures;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells how a run ended. */
final class RunOutcome {

    private static final List<String> COMPARED = List.of("meanIoU", "untrainedMeanIoU", "constantMeanIoU");

    private RunOutcome() {}

    /** Prints the outcome and gives the exit code. */
    static int print(TrainResult result, Console console) {
        if (!result.complete()) {
            console.print("stopped at step " + result.step() + "; go on with: skysense resume " + result.run());
            return ShellCommand.FAILED;
        }
        console.print(result.run() + ": " + result.step() + " steps done"
                + result.best()
                        .map(b -> "; best at step " + result.bestStep() + ": " + figures(b))
                        .orElse(""));
        result.best().ifPresent(best -> printDatasets(best, console));
        return ShellCommand.DONE;
    }

    /**
     * Of in-context pretraining, the mIoU of each dataset: trained, untrained, best constant answer. Classes are in
     * metrics.json.
     */
    private static void printDatasets(MetricReport report, Console console) {
        List<List<String>> rows = new ArrayList<>();
        report.perClass().forEach((name, figures) -> {
            if (figures.containsKey(COMPARED.get(0))) {
                rows.add(row(name, figures));
            }
        });
        if (!rows.isEmpty()) {
            rows.add(row("mean", report.values()));
            console.print("");
            console.table(List.of("in-context mIoU", "trained", "untrained", "best constant answer"), rows);
        }
    }

    private static List<String> row(String name, Map<String, Double> figures) {
        List<String> row = new ArrayList<>(List.of(name));
        COMPARED.forEach(figure -> row.add(Figures.value(figures.getOrDefault(figure, Double.NaN))));
        return row;
    }

    /** The figures of a report in a line. */
    static String figures(MetricReport report) {
        return report.values().entrySet().stream()
                .map(e -> Figures.words(e.getKey()) + " " + Figures.value(e.getValue()))
                .collect(Collectors.joining(", "));
    }
}
