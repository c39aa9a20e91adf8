// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.plugin.commands;

import io.skysense.shell.Console;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Trusts a key no more. */
@Command(
        name = "remove",
        description = {
            "Trust a key no more.",
            "What it has signed and runs goes on until the next start; what was installed by a command stays, unless the"
                    + " policy is \"signed\"."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense trust remove 3f2a90c1")
public final class RemoveKey extends TrustSubcommand {

    @Parameters(
            paramLabel = "FINGERPRINT",
            description =
                    "The SHA-256 of its certificate as \"trust list\" shows it, or the first eight digits or more.")
    private String fingerprint;

    @Override
    public int run(Console console) throws IOException {
        console.print("trusted no more: " + keys().remove(fingerprint).describe());
        return DONE;
    }
}
