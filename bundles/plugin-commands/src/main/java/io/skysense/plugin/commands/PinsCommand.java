// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.plugin.commands;

import io.skysense.api.plugin.PluginPins;
import io.skysense.api.plugin.PluginVersion;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.component.propertytypes.ServiceRanking;
import picocli.CommandLine.Command;

/** Shows what serves. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@ServiceRanking(-16)
@Command(
        name = "pins",
        description = {
            "Show which version of each plug-in serves, and what is pinned.",
            "A pinned version that is not installed is shown so; the newest serves in its place."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense pins")
public final class PinsCommand implements ShellCommand {

    private static final List<String> HEADER = List.of("kind", "name", "bundle", "version", "state");

    private final PluginPins pins;

    /**
     * For one call.
     *
     * @param pins knows what serves
     */
    @Activate
    public PinsCommand(@Reference PluginPins pins) {
        this.pins = pins;
    }

    @Override
    public CommandGroup group() {
        return CommandGroup.PLATFORM;
    }

    @Override
    public boolean actsOnPlatform() {
        return true;
    }

    @Override
    public int run(Console console) {
        List<PluginVersion> pinned = pins.pins();
        List<PluginVersion> serving = pins.serving();
        List<List<String>> rows = new ArrayList<>();
        serving.forEach(p -> rows.add(row(p, pinned.contains(p) ? "serves, pinned" : "serves, newest")));
        pinned.stream().filter(p -> !serving.contains(p)).forEach(p -> rows.add(row(p, "pinned, not installed")));
        console.table(HEADER, rows);
        return DONE;
    }

    private static List<String> row(PluginVersion plugin, String state) {
        return List.of(plugin.kind(), plugin.name(), plugin.bundle(), plugin.version(), state);
    }
}
