// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal;

import io.skysense.shell.internal.terminal.TerminalProbe;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the launcher calls with the words of the command line; gives the exit code of the process. */
@Component(service = ToIntFunction.class, property = "skysense.command.line:Boolean=true")
public final class LauncherEntry implements ToIntFunction<String[]> {

    private final BundleContext context;
    private final CommandSet commands;

    /**
     * Started by Declarative Services.
     *
     * @param context knows where a platform that runs already listens
     * @param commands instances for each call
     */
    @Activate
    public LauncherEntry(BundleContext context, @Reference CommandSet commands) {
        this.context = context;
        this.commands = commands;
    }

    @Override
    public int applyAsInt(String[] words) {
        try (CommandSet.Opened opened = commands.open()) {
            return new Invoker(
                            opened.commands(),
                            TerminalProbe.of(System.out, System.err),
                            Path.of(""),
                            LocalCommandPort.socket(context))
                    .run(words);
        }
    }
}
