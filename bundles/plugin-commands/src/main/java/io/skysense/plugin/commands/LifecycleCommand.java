// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.plugin.commands;

import io.skysense.provision.Lifecycle;
import io.skysense.provision.LifecycleChange;
import io.skysense.provision.LifecycleException;
import io.skysense.provision.Phase;
import io.skysense.provision.PhaseListener;
import io.skysense.shell.CommandException;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import java.util.Arrays;
import java.util.Locale;

/** A change with a line for each phase of it. */
abstract class LifecycleCommand implements ShellCommand {

    private static final int WIDEST = Arrays.stream(Phase.values())
            .mapToInt(phase -> phase.name().length())
            .max()
            .orElse(0);

    private final Lifecycle lifecycle;

    LifecycleCommand(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    /** The change itself. */
    abstract LifecycleChange change(Lifecycle lifecycle, PhaseListener listener)
            throws LifecycleException, CommandException;

    /** {@return the last line: what has been done} */
    abstract String done(LifecycleChange change);

    @Override
    public CommandGroup group() {
        return CommandGroup.PLATFORM;
    }

    @Override
    public boolean actsOnPlatform() {
        return true;
    }

    @Override
    public int run(Console console) throws CommandException {
        try {
            LifecycleChange change = change(lifecycle, (phase, what) -> console.print(line(phase, what)));
            change.warnings().forEach(warning -> console.print("warning: " + warning));
            console.print(done(change));
            return DONE;
        } catch (LifecycleException e) {
            throw new CommandException(e.getMessage());
        }
    }

    private static String line(Phase phase, String what) {
        String name = phase.name().toLowerCase(Locale.ROOT);
        return name + " ".repeat(WIDEST - name.length() + 2) + what;
    }
}
