// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.oneshot.commands;

import io.skysense.api.device.DevicePool;
import io.skysense.api.model.ModelFactory;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.component.propertytypes.ServiceRanking;
import picocli.CommandLine.Command;

/** The commands for segmentation without training. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@ServiceRanking(10)
@Command(
        name = "oneshot",
        description = {
            "Segment without training, after a few images whose labels are known.",
            "draw collects prompts; make puts them before a pretrained model. What it makes is a run like any other, for"
                    + " predict, eval and start."
        },
        subcommands = {DrawPrompts.class, MakeRun.class},
        footerHeading = "%nExample:%n",
        footer = {
            "  skysense oneshot draw flood-3i DATA --shots 1 --out prompts",
            "  skysense oneshot make --run PRETRAINED --prompts prompts --out flood",
            "  skysense predict --run flood --input image.tif --output map.tif"
        })
public final class OneShotCommand implements ShellCommand {

    private final PluginRegistry plugins;
    private final ModelFactory models;
    private final DevicePool devices;

    /**
     * For one call.
     *
     * @param plugins lends readers
     * @param models builds models
     * @param devices lends what they are built on
     */
    @Activate
    public OneShotCommand(
            @Reference PluginRegistry plugins, @Reference ModelFactory models, @Reference DevicePool devices) {
        this.plugins = plugins;
        this.models = models;
        this.devices = devices;
    }

    /** {@return lends readers} */
    PluginRegistry plugins() {
        return plugins;
    }

    /** {@return builds models} */
    ModelFactory models() {
        return models;
    }

    /** {@return lends devices} */
    DevicePool devices() {
        return devices;
    }

    @Override
    public CommandGroup group() {
        return CommandGroup.TRAINING;
    }

    /** Not called: the words after {@code oneshot} name one of its commands. */
    @Override
    public int run(Console console) {
        return USAGE;
    }
}
