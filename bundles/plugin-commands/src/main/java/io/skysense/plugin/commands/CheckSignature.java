// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.plugin.commands;

import io.skysense.provision.LifecycleException;
import io.skysense.shell.CommandException;
import io.skysense.shell.Console;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Looks whose signature a bundle carries. */
@Command(
        name = "check",
        description = {
            "Say which trusted key has signed a bundle, or why none has.",
            "Every entry of it is read. Exit code 1 if none has, or if it was altered since."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense trust check org.example.head-roads-1.0.0.jar")
public final class CheckSignature extends TrustSubcommand {

    @Parameters(paramLabel = "BUNDLE", description = "The jar of the bundle.")
    private Path bundle;

    @Override
    public int run(Console console) throws CommandException {
        try {
            console.print("signed by a trusted key: " + keys().signer(bundle).describe());
            return DONE;
        } catch (LifecycleException e) {
            throw new CommandException(e.getMessage());
        }
    }
}
