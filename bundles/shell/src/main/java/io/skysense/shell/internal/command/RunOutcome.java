// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.command;

import io.skysense.api.task.MetricReport;
import io.skysense.api.train.TrainResult;
import io.skysense.report.Figures;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import java.util.stream.Collectors;

/** Tells how a run ended. */
final class RunOutcome {

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
        return ShellCommand.DONE;
    }

    /** The figures of a report in a line. */
    static String figures(MetricReport report) {
        return report.values().entrySet().stream()
                .map(e -> Figures.words(e.getKey()) + " " + Figures.value(e.getValue()))
                .collect(Collectors.joining(", "));
    }
}
