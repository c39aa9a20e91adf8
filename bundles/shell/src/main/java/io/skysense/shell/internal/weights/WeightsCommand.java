// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.weights;

import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;

/** The commands for weight files. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "weights",
        description = {
            "Inspect, convert and compare weight files.",
            "Read are safetensors, PyTorch's .pth, .pt and .ckpt, and NumPy's .npz. Nothing in a file is executed:"
                    + " what is not tensors and plain values is refused by name."
        },
        subcommands = {InspectWeights.class, ConvertWeights.class, DiffWeights.class},
        footerHeading = "%nExample:%n",
        footer = "  skysense weights inspect skysensepp_release.ckpt")
public final class WeightsCommand implements ShellCommand {

    @Override
    public CommandGroup group() {
        return CommandGroup.PLATFORM;
    }

    /** Not called: the words after {@code weights} name one of its commands. */
    @Override
    public int run(Console console) {
        return USAGE;
    }
}
