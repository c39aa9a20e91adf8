// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.command;

import io.skysense.shell.CommandException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at where a result is to go before the work for it is done. */
public final class OutputFile {

    private OutputFile() {}

    /**
     * Refuses a file that could not be written in the end.
     *
     * @param file where a result is to go
     * @throws CommandException if it is a folder, or its own folder is missing or read-only
     */
    public static void check(Path file) throws CommandException {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new CommandException(file + ": is a folder; a file is expected");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CommandException(file + ": there is no folder " + folder);
        }
        if (!Files.isWritable(folder)) {
            throw new CommandException(file + ": the folder " + folder + " cannot be written to");
        }
    }
}
