// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import io.skysense.api.progress.Progress;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.ShellCommand;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.ParentCommand;

/** One of the words after {@code data}. */
abstract class DataSubcommand implements ShellCommand {

    @ParentCommand
    private DataCommand data;

    /** {@return the datasets that are installed} */
    Readers readers() {
        return data.readers();
    }

    /** Makes files. */
    @FunctionalInterface
    interface Making {

        /** Throws {@link InterruptedIOException} if it is cancelled. */
        void run() throws IOException;
    }

    /** Makes files, where being cancelled ends like everywhere else. */
    static void make(Progress progress, Making making) throws IOException {
        try {
            making.run();
        } catch (InterruptedIOException e) {
            if (progress.cancelled()) {
                throw new CancellationException();
            }
            throw e;
        }
    }

    @Override
    public CommandGroup group() {
        return CommandGroup.PLATFORM;
    }
}
