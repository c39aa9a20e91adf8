// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.weights;

import io.skysense.checkpoint.TensorFile;
import io.skysense.checkpoint.exchange.WeightFormats;
import io.skysense.checkpoint.exchange.WeightsDifference;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two files. */
@Command(
        name = "diff",
        description = {
            "Compare two weight files, of any formats, tensor by tensor.",
            "Names that only one has, shapes that differ, and the greatest absolute difference of each tensor's values,"
                    + " also as a share of its greatest magnitude. Exit code 1 if the files differ."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense weights diff before.pth after.safetensors --tolerance 1e-6")
public final class DiffWeights implements ShellCommand {

    @Parameters(index = "0", paramLabel = "A", description = "A weight file.")
    private Path first;

    @Parameters(index = "1", paramLabel = "B", description = "Another.")
    private Path second;

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            defaultValue = "0",
            description = "Relative difference up to which values count as equal. Default: ${DEFAULT-VALUE}.")
    private double tolerance;

    @Option(names = "--all", description = "List the tensors that are equal too.")
    private boolean all;

    @Option(names = "--key-a", paramLabel = "PART", defaultValue = "", description = "The dictionary within A.")
    private String firstKey;

    @Option(names = "--key-b", paramLabel = "PART", defaultValue = "", description = "The dictionary within B.")
    private String secondKey;

    @Override
    public CommandGroup group() {
        return CommandGroup.PLATFORM;
    }

    @Override
    public int run(Console console) throws Exception {
        try (TensorFile a = WeightFormats.open(first, firstKey);
                TensorFile b = WeightFormats.open(second, secondKey)) {
            WeightsDifference difference = WeightsDifference.of(a, b, console.progress());
            difference.onlyInFirst().forEach(name -> console.print("only in " + first + ": " + name));
            difference.onlyInSecond().forEach(name -> console.print("only in " + second + ": " + name));
            List<List<String>> rows = difference.tensors().stream()
                    .filter(row -> all || !row.equal(tolerance))
                    .map(DiffWeights::row)
                    .toList();
            if (!rows.isEmpty()) {
                console.table(List.of("name", "A", "B", "max abs", "max rel"), rows);
            }
            long differing = difference.tensors().stream()
                    .filter(row -> !row.equal(tolerance))
                    .count();
            console.print(difference.tensors().size() + " tensors in both, " + differing + " of them differ; "
                    + difference.onlyInFirst().size() + " only in A, "
                    + difference.onlyInSecond().size() + " only in B");
            return difference.equal(tolerance) ? DONE : FAILED;
        }
    }

    private static List<String> row(WeightsDifference.Row row) {
        return List.of(
                row.name(),
                row.first(),
                row.second(),
                row.comparable() ? number(row.absolute()) : "shape",
                row.comparable() ? number(row.relative()) : "shape");
    }

    private static String number(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.3e", value);
    }
}
