// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import io.skysense.shell.CommandGroup;
import io.skysense.shell.ShellCommand;
import picocli.CommandLine.ParentCommand;

/** One of the words after {@code data}. */
abstract class DataSubcommand implements ShellCommand {

    @ParentCommand
    private DataCommand data;

    /** {@return the datasets that are installed} */
    Readers readers() {
        return data.readers();
    }

    @Override
    public CommandGroup group() {
        return CommandGroup.PLATFORM;
    }
}
