// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.plugin.PluginLease;
import io.skysense.dataset.kit.DatasetDefinition;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.layout.FileLayout;
import io.skysense.shell.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the table of a dataset. */
@Command(
        name = "info",
        description = {
            "Print everything the table of a dataset says.",
            "The column 'listed as' is the number that list files call a class by."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense data info potsdam")
public final class DescribeDataset extends DataSubcommand {

    private static final List<String> BANDS = List.of("modality", "band", "gsd", "div", "mean", "std");
    private static final List<String> CLASSES = List.of("value", "listed as", "name", "colour");
    private static final List<String> QUANTITIES = List.of("quantity", "unit", "mean", "std");

    @Parameters(index = "0", paramLabel = "DATASET", description = "Its name, as 'data list' prints it.")
    private String name;

    @Override
    public int run(Console console) throws Exception {
        try (PluginLease<DatasetReader> lease = readers().lease(name)) {
            DatasetTable table = lease.plugin().table();
            DatasetDefinition definition = readers()
                    .indexer(name)
                    .map(DatasetIndexer::definition)
                    .orElseGet(() -> new DatasetDefinition(table, FileLayout.DEFAULTS));
            console.print(table.name() + ": " + table.title());
            console.print("bundle    " + lease.bundle() + " " + lease.version());
            console.print("licence   " + table.licence());
            console.print("homepage  " + table.homepage());
            console.print("obtain    " + table.obtain());
            console.print("splits    " + splits(table, definition));
            console.print("");
            console.table(BANDS, bands(table));
            console.print("");
            if (table.classes().size() > 0) {
                console.table(CLASSES, classes(definition, Swatch.ofTerminal()));
                console.print("ignored values: " + words(table.classes().ignored()));
            }
            if (!table.quantities().isEmpty()) {
                console.print("");
                console.table(QUANTITIES, quantities(table));
            }
            table.notes().forEach(note -> console.print("note: " + note));
        }
        return DONE;
    }

    private static String splits(DatasetTable table, DatasetDefinition definition) {
        List<String> published = table.splits().stream()
                .filter(definition.files().layout()::containsKey)
                .toList();
        return String.join(" ", table.splits())
                + (published.isEmpty() ? "" : "; published folder layout known of " + String.join(" ", published));
    }

    private static List<List<String>> bands(DatasetTable table) {
        List<List<String>> rows = new ArrayList<>();
        for (BandTable bands : table.bands()) {
            for (int b = 0; b < bands.bands().size(); b++) {
                rows.add(List.of(
                        bands.modality().key(),
                        bands.bands().get(b),
                        Words.number(bands.gsd()),
                        Words.number(bands.div()),
                        Words.number(bands.mean().get(b)),
                        Words.number(bands.std().get(b))));
            }
        }
        return rows;
    }

    private static List<List<String>> classes(DatasetDefinition definition, Swatch swatch) {
        List<Integer> listed = definition.listedClasses();
        ClassTable classes = definition.table().classes();
        List<List<String>> rows = new ArrayList<>();
        for (int index = 0; index < classes.size(); index++) {
            ClassTable.LabelClass one = classes.classes().get(index);
            rows.add(List.of(
                    Integer.toString(one.value()),
                    Integer.toString(listed.indexOf(index)),
                    one.name(),
                    one.color() + swatch.of(one.rgb())));
        }
        return rows;
    }

    private static List<List<String>> quantities(DatasetTable table) {
        return table.quantities().stream()
                .map(one -> List.of(one.name(), one.unit(), Words.number(one.mean()), Words.number(one.std())))
                .toList();
    }

    private static String words(List<Integer> values) {
        return values.isEmpty() ? "none" : values.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
