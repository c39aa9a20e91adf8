// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import io.skysense.api.plugin.PluginRegistry;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;

/** The commands for datasets. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "data",
        description = "Look at datasets: which there are, and what a copy of one holds.",
        subcommands = {
            ListDatasets.class,
            DescribeDataset.class,
            IndexDataset.class,
            ValidateDataset.class,
            ShowEntry.class,
            MeasureDataset.class,
            MakeDemo.class,
            MakeScenes.class
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense data index loveda /data/loveda")
public final class DataCommand implements ShellCommand {

    private final Readers readers;

    /**
     * For one call.
     *
     * @param registry lends readers
     * @param indexers know the layouts that datasets are published in
     */
    @Activate
    public DataCommand(
            @Reference PluginRegistry registry,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<DatasetIndexer> indexers) {
        this.readers = new Readers(registry, indexers);
    }

    /** {@return the datasets that are installed} */
    Readers readers() {
        return readers;
    }

    @Override
    public CommandGroup group() {
        return CommandGroup.PLATFORM;
    }

    /** Not called: the words after {@code data} name one of its commands. */
    @Override
    public int run(Console console) {
        return USAGE;
    }
}
