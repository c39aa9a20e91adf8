// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What stands before a command's name, and the options that every command has. */
@Command(
        name = "skysense",
        description = "Trains and runs foundation models for Earth observation.",
        synopsisHeading = "%nUsage: ",
        descriptionHeading = "%n",
        commandListHeading = "",
        optionListHeading = "%nOptions of every command:%n",
        footerHeading = "%n",
        footer = {
            "skysense COMMAND --help explains a command. Without a command the shell opens;",
            "there each command is called skysense:COMMAND.",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage."
        },
        versionProvider = BundleVersion.class)
final class Root {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Explain the command and exit.")
    private boolean help;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Print the stack trace of an error, not only its line.")
    private boolean debug;

    @Option(names = "--version", versionHelp = true, description = "Print the version and exit.")
    private boolean version;

    /** Whether stack traces are wanted. */
    boolean debug() {
        return debug;
    }
}
