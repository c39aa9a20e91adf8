// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a command that starts a run reads and writes, for use as a mixin. */
final class RunOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The data folder: a dataset's own, which holds its list files, or the one above."
                    + " Default: the current folder.")
    Path data;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "RUN",
            description = "The folder of the run; it must be empty or not exist yet.")
    Path out;
}
