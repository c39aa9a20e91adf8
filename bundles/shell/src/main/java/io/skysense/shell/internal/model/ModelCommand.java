// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.model;

import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.internal.Presets;
import io.skysense.shell.internal.Services;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;

/** The commands for models. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "model",
        description = "Look at the complete in-context model of a preset.",
        subcommands = ModelInfo.class,
        footerHeading = "%nExample:%n",
        footer = "  skysense model info --preset pretrain-skysensepp")
public final class ModelCommand implements ShellCommand {

    private final Services services;
    private final Presets presets;

    /**
     * For one call.
     *
     * @param services finds what builds models
     * @param presets finds the preset
     */
    @Activate
    public ModelCommand(
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Services services, @Reference Presets presets) {
        this.services = services;
        this.presets = presets;
    }

    /** {@return finds what builds models} */
    Services services() {
        return services;
    }

    /** {@return finds the preset} */
    Presets presets() {
        return presets;
    }

    @Override
    public CommandGroup group() {
        return CommandGroup.PLATFORM;
    }

    /** Not called: the words after {@code model} name one of its commands. */
    @Override
    public int run(Console console) {
        return USAGE;
    }
}
