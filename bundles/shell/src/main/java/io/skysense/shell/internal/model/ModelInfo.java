// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.model;

import io.skysense.api.incontext.InContextModelFactory;
import io.skysense.api.train.Preset;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.internal.PresetOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Counts the parameters of a preset's model. */
@Command(
        name = "info",
        description = {
            "Count the parameters of a preset's in-context model, part by part.",
            "None of them is allocated, so it takes a moment and no memory whatever the size. An encoder that is not"
                    + " installed is left out, as the model would."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense model info --preset pretrain-skysensepp --set fusion.num_layers=12")
public final class ModelInfo implements ShellCommand {

    @ParentCommand
    private ModelCommand model;

    @Mixin
    private PresetOptions preset;

    @Option(names = "--json", description = "Print JSON in place of a table.")
    private boolean json;

    @Override
    public CommandGroup group() {
        return CommandGroup.PLATFORM;
    }

    @Override
    public int run(Console console) throws Exception {
        Preset experiment = preset.read(model.presets());
        InContextModelFactory factory = model.services().require(InContextModelFactory.class);
        ParameterCount count = ParameterCount.of(factory.describe(experiment.inContext()));
        if (json) {
            console.print(count.json(experiment.name()));
        } else {
            console.table(ParameterCount.HEADER, count.rows());
        }
        return DONE;
    }
}
