// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal;

import io.skysense.shell.CommandException;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.internal.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command line without a framework: commands, the services they find, and what they print. */
public final class Shell implements Services {

    private final Map<Class<?>, Object> services = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Offers a service. */
    public <T> Shell with(Class<T> type, T service) {
        services.put(type, service);
        return this;
    }

    /** Runs one of some commands. */
    public int run(List<ShellCommand> commands, String... words) {
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, 80, true);
        return new Invoker(commands, terminal).run(words);
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }

    @Override
    public <T> T require(Class<T> type) throws CommandException {
        return find(type).orElseThrow(() -> new CommandException(type.getSimpleName() + " is not available"));
    }

    @Override
    public <T> Optional<T> find(Class<T> type) {
        return Optional.ofNullable(type.cast(services.get(type)));
    }
}
