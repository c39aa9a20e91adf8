// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal;

import io.skysense.shell.CommandPort;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.internal.remote.CommandServer;
import io.skysense.shell.internal.remote.RunningPlatform;
import io.skysense.shell.internal.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Runs commands of other processes that act on the platform. */
@Component
public final class LocalCommandPort implements CommandPort {

    /** The framework property that says where the port is. */
    private static final String SOCKET = "skysense.control";

    private static final int COLUMNS = 120;

    private final BundleContext context;
    private final CommandSet commands;

    /**
     * Closed at first.
     *
     * @param context knows where the port is
     * @param commands instances for each call
     */
    @Activate
    public LocalCommandPort(BundleContext context, @Reference CommandSet commands) {
        this.context = context;
        this.commands = commands;
    }

    /** {@return where the port of this distribution is; empty if the launcher does not say} */
    static Optional<Path> socket(BundleContext context) {
        return Optional.ofNullable(context.getProperty(SOCKET))
                .map(p -> Path.of(p).normalize());
    }

    @Override
    public AutoCloseable open() throws IOException {
        Path socket = socket(context).orElseThrow(() -> new IOException(SOCKET + ": framework property not set"));
        return CommandServer.open(socket, this::run);
    }

    @Override
    public Sent send(Path socket, List<String> words) throws IOException {
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed);
        try (RunningPlatform other = RunningPlatform.find(socket)
                .orElseThrow(() -> new IOException("no platform takes commands at " + socket))) {
            int code = other.run(words, Path.of(""), new Terminal(out, out, false, COLUMNS, false));
            return new Sent(code, printed.toString());
        }
    }

    private int run(List<String> words, Path folder, Terminal terminal) {
        try (CommandSet.Opened opened = commands.open()) {
            List<ShellCommand> allowed = opened.commands().stream()
                    .filter(ShellCommand::actsOnPlatform)
                    .toList();
            return new Invoker(allowed, terminal, folder).run(words.toArray(String[]::new));
        }
    }
}
