// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.plugin.commands;

import io.skysense.shell.Console;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Trusts a key. */
@Command(
        name = "add",
        description = {
            "Trust a key from now on.",
            "Compare the fingerprint that is printed with the one that the key's owner names."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense trust add example.org.crt")
public final class AddKey extends TrustSubcommand {

    @Parameters(paramLabel = "FILE", description = "The X.509 certificate of the key, PEM or DER.")
    private Path file;

    @Override
    public int run(Console console) throws IOException {
        console.print("trusted: " + keys().add(file).describe());
        return DONE;
    }
}
