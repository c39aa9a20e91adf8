// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.weights;

import io.skysense.api.progress.Progress;
import io.skysense.checkpoint.FileDigest;
import io.skysense.checkpoint.TensorFile;
import io.skysense.checkpoint.TensorSource;
import io.skysense.checkpoint.exchange.WeightFormats;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the tensors of a file. */
@Command(
        name = "inspect",
        description = {
            "List the tensors of a weight file, with totals per part and the file's SHA-256.",
            "A part is what stands before the first dot of a name."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense weights inspect skysensepp_release.ckpt --key model")
public final class InspectWeights implements ShellCommand {

    @Parameters(index = "0", paramLabel = "FILE", description = "A .safetensors, .pth, .pt, .ckpt or .npz file.")
    private Path file;

    @Mixin
    private KeyOption dictionary;

    @Option(names = "--json", description = "Print JSON in place of tables.")
    private boolean json;

    @Override
    public CommandGroup group() {
        return CommandGroup.PLATFORM;
    }

    @Override
    public int run(Console console) throws Exception {
        try (TensorFile opened = WeightFormats.open(file, dictionary.key())) {
            String sha256 = FileDigest.of(file, json ? Progress.NONE : console.progress());
            WeightsSummary summary = WeightsSummary.of(opened, sha256);
            if (json) {
                console.print(summary.json());
            } else {
                print(summary, opened, console);
            }
        }
        return DONE;
    }

    private static void print(WeightsSummary summary, TensorFile file, Console console) {
        console.table(
                List.of("name", "type", "shape", "bytes"),
                file.sources().values().stream().map(InspectWeights::row).toList());
        console.print("");
        console.table(
                List.of("part", "tensors", "elements", "bytes"),
                summary.parts().entrySet().stream()
                        .map(e -> List.of(
                                e.getKey(),
                                Long.toString(e.getValue().tensors()),
                                Long.toString(e.getValue().elements()),
                                Long.toString(e.getValue().bytes())))
                        .toList());
        console.print("");
        WeightsSummary.Total total = summary.total();
        console.print(summary.file() + ": " + summary.format() + (summary.key().isEmpty() ? "" : ", " + summary.key())
                + ": " + total.tensors() + " tensors, " + total.elements() + " elements, " + total.bytes() + " bytes");
        if (!summary.skipped().isEmpty()) {
            console.print("passed over: " + String.join(", ", summary.skipped()));
        }
        console.print("SHA-256 " + summary.sha256());
    }

    private static List<String> row(TensorSource tensor) {
        return List.of(
                tensor.name(),
                tensor.type().name(),
                tensor.shape().stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")")),
                Long.toString(tensor.bytes()));
    }
}
