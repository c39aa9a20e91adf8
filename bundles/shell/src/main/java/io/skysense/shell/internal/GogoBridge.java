// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal;

import io.skysense.shell.ShellCommand;
import io.skysense.shell.internal.terminal.Terminal;
import io.skysense.shell.internal.terminal.TerminalProbe;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferenceScope;
import picocli.CommandLine.Command;

/** Offers each command to the running shell, as {@code skysense:NAME}. */
@Component(service = {})
public final class GogoBridge {

    private final BundleContext context;
    private final CommandSet commands;
    private final Map<ServiceReference<ShellCommand>, ServiceRegistration<Function>> functions =
            new ConcurrentHashMap<>();

    /**
     * Started by Declarative Services.
     *
     * @param context registers the functions
     * @param commands instances for each call
     */
    @Activate
    public GogoBridge(BundleContext context, @Reference CommandSet commands) {
        this.context = context;
        this.commands = commands;
    }

    @Reference(
            service = ShellCommand.class,
            scope = ReferenceScope.PROTOTYPE,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void add(ComponentServiceObjects<ShellCommand> source) {
        ShellCommand sample = source.getService();
        if (sample == null) {
            return;
        }
        try {
            Command annotation = sample.getClass().getAnnotation(Command.class);
            if (annotation != null) {
                functions.put(source.getServiceReference(), register(annotation.name()));
            }
        } finally {
            source.ungetService(sample);
        }
    }

    void remove(ComponentServiceObjects<ShellCommand> source) {
        unregister(source.getServiceReference());
    }

    private void unregister(ServiceReference<ShellCommand> source) {
        ServiceRegistration<Function> function = functions.remove(source);
        if (function != null) {
            function.unregister();
        }
    }

    @Deactivate
    void close() {
        List.copyOf(functions.keySet()).forEach(this::unregister);
    }

    private ServiceRegistration<Function> register(String name) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("osgi.command.scope", "skysense");
        properties.put("osgi.command.function", name);
        return context.registerService(Function.class, (session, words) -> call(name, session, words), properties);
    }

    /** The exit code if it is not 0, since the shell prints what a function gives. */
    private Object call(String name, CommandSession session, List<Object> words) {
        String[] all = Stream.concat(Stream.of(name), words.stream().map(String::valueOf))
                .toArray(String[]::new);
        try (CommandSet.Opened opened = commands.open()) {
            int code = new Invoker(opened.commands(), terminal()).run(all);
            return code == ShellCommand.DONE ? null : code;
        }
    }

    private static Terminal terminal() {
        Process process = Process.Utils.current();
        Terminal of = TerminalProbe.of(process.out(), process.err());
        // In a pipe of the shell the process still has its terminal, but this command does not.
        return new Terminal(of.out(), of.err(), of.interactive() && process.isTty(1), of.width(), of.unicode());
    }
}
