// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import io.skysense.api.data.DatasetTable;
import io.skysense.api.progress.Progress;
import io.skysense.dataset.kit.DatasetDefinition;
import io.skysense.dataset.kit.scene.DemoOptions;
import io.skysense.dataset.kit.scene.DemoSet;
import io.skysense.shell.CommandException;
import io.skysense.shell.Console;
import io.skysense.shell.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes up copies of the datasets. */
@Command(
        name = "make-demo",
        description = {
            "Make up a small copy of every dataset whose reader says how its files hold it.",
            "Names, modalities, bands, classes, label values and list files are the dataset's; the places are made,"
                    + " each class with a geometry and spectra of its own. The same seed gives the same bytes."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense data make-demo demo-data --seed 1 --size 256")
public final class MakeDemo extends DataSubcommand {

    @Parameters(index = "0", paramLabel = "DIR", description = "Where the datasets' folders are made.")
    private Path folder;

    @Option(names = "--seed", paramLabel = "N", description = "Other places. Default: ${DEFAULT-VALUE}.")
    private long seed = DemoOptions.DEFAULTS.seed();

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description = "Side of HR images, a multiple of 32. Default: ${DEFAULT-VALUE}.")
    private int size = DemoOptions.DEFAULTS.size();

    @Option(names = "--train", paramLabel = "N", description = "Entries to train on. Default: ${DEFAULT-VALUE}.")
    private int train = DemoOptions.DEFAULTS.train();

    @Option(names = "--val", paramLabel = "N", description = "Entries of other splits. Default: ${DEFAULT-VALUE}.")
    private int validation = DemoOptions.DEFAULTS.validation();

    @Option(
            names = "--datasets",
            paramLabel = "NAME",
            split = ",",
            description = "Only these. May be given several times. Default: all that can be made.")
    private List<String> names = List.of();

    @Override
    public int run(Console console) throws Exception {
        DemoOptions options = options();
        List<DatasetDefinition> chosen = chosen();
        List<List<String>> rows = new ArrayList<>();
        Progress progress = console.progress();
        make(progress, () -> {
            for (DatasetDefinition definition : chosen) {
                Path made = DemoSet.make(folder, definition, options, progress);
                DatasetTable table = definition.table();
                rows.add(List.of(
                        table.name(),
                        Integer.toString(table.classes().size()),
                        String.join(
                                " ",
                                table.bands().stream()
                                        .map(b -> b.modality().key())
                                        .toList()),
                        made.toString()));
            }
        });
        console.table(List.of("dataset", "classes", "modalities", "folder"), rows);
        return DONE;
    }

    private DemoOptions options() throws UsageException {
        try {
            return new DemoOptions(seed, train, validation, size);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private List<DatasetDefinition> chosen() throws CommandException {
        List<DatasetDefinition> all =
                readers().definitions().stream().filter(d -> d.files().made()).toList();
        for (String name : names) {
            if (all.stream().noneMatch(d -> d.table().name().equals(name))) {
                throw new UsageException("--datasets " + name + ": can be made: "
                        + String.join(
                                ", ", all.stream().map(d -> d.table().name()).toList()));
            }
        }
        if (all.isEmpty()) {
            throw new CommandException("no reader is installed that says how its dataset's files hold it");
        }
        return all.stream()
                .filter(d -> names.isEmpty() || names.contains(d.table().name()))
                .toList();
    }
}
