// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Labels;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Scene;
import io.skysense.api.data.SizeMismatch;
import io.skysense.checkpoint.AtomicFile;
import io.skysense.shell.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what the images and labels of a dataset hold. */
@Command(
        name = "stats",
        description = {
            "Measure mean, deviation and range of every band and quantity, and how often each class occurs.",
            "Every value of every image is read, part by part: memory does not grow with the dataset. Prints the lines"
                    + " that a definition says its normalisation with."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense data stats potsdam /data/potsdam --split train --json figures.json")
public final class MeasureDataset extends DataSubcommand {

    @Mixin
    private CopyOptions copy;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to this file.")
    private Path json;

    @Override
    public int run(Console console) throws Exception {
        ObjectNode all = FigureJson.object().put("dataset", copy.name());
        ObjectNode splits = all.putObject("splits");
        try (OpenedDataset opened =
                OpenedDataset.of(readers().lease(copy.name()), copy.folder(), Map.of(), SizeMismatch.CROP)) {
            DatasetTable table = opened.data().table();
            for (String split : copy.splits(table)) {
                SplitFigures figures = measure(opened.data(), split, console);
                console.print("");
                console.print(copy.name() + ", " + split + ", " + opened.data().size(split) + " entries");
                FigureTables.print(table, figures, console);
                console.print("");
                console.print("for \"bands\" of the definition:");
                figures.modalities().values().stream()
                        .filter(one -> one.entries() > 0)
                        .forEach(one -> console.print(FigureJson.definition(one)));
                splits.set(split, FigureJson.of(table, figures));
            }
        }
        if (json != null) {
            AtomicFile.write(json, FigureJson.text(all));
            console.print("written: " + json);
        }
        return DONE;
    }

    private SplitFigures measure(Dataset data, String split, Console console) throws Exception {
        DatasetTable table = data.table();
        List<SplitFigures> parts = EntryScan.run(
                "measuring " + split,
                data.size(split),
                copy.threads(),
                console.progress(),
                () -> new SplitFigures(table),
                (index, figures) -> add(data, split, index, figures));
        return SplitFigures.sum(table, parts);
    }

    private static void add(Dataset data, String split, int index, SplitFigures figures) throws IOException {
        Scene opening = data.scene(split, index)
                .orElseThrow(() -> new DatasetException(split + ": entry " + index + ": left out by its reader"));
        try (Scene scene = opening) {
            for (Modality modality : scene.modalities()) {
                figures.modalities().get(modality).add(scene);
            }
            Labels known = scene.labels();
            known.map().ifPresent(figures::add);
            figures.add(known);
        }
    }
}
