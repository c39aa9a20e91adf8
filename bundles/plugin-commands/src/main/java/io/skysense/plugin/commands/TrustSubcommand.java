// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.plugin.commands;

import io.skysense.provision.TrustedKeys;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.ShellCommand;
import picocli.CommandLine.ParentCommand;

/** One of the words after {@code trust}. */
abstract class TrustSubcommand implements ShellCommand {

    @ParentCommand
    private TrustCommand trust;

    /** {@return the trusted keys} */
    TrustedKeys keys() {
        return trust.keys();
    }

    @Override
    public CommandGroup group() {
        return CommandGroup.PLATFORM;
    }
}
