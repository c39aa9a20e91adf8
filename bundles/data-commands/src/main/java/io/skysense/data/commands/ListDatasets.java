// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import io.skysense.api.data.DatasetTable;
import io.skysense.shell.Console;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Lists the datasets. */
@Command(
        name = "list",
        description = "List the datasets that a reader is installed for.",
        footerHeading = "%nExample:%n",
        footer = "  skysense data list")
public final class ListDatasets extends DataSubcommand {

    private static final List<String> HEADER = List.of("name", "modalities", "classes", "title", "licence");

    @Override
    public int run(Console console) {
        List<DatasetTable> tables = readers().tables();
        console.table(HEADER, tables.stream().map(ListDatasets::row).toList());
        console.print(tables.size() + " datasets");
        return DONE;
    }

    private static List<String> row(DatasetTable table) {
        return List.of(
                table.name(),
                table.bands().stream().map(b -> b.modality().key()).collect(Collectors.joining(" ")),
                Integer.toString(table.classes().size()),
                table.title(),
                table.licence());
    }
}
