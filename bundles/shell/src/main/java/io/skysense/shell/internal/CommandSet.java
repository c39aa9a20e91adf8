// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal;

import io.skysense.shell.ShellCommand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferenceScope;

/** The commands that bundles offer now. */
@Component(service = CommandSet.class)
public final class CommandSet {

    @Reference(
            service = ShellCommand.class,
            scope = ReferenceScope.PROTOTYPE,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            fieldOption = FieldOption.REPLACE)
    private volatile Collection<ComponentServiceObjects<ShellCommand>> offered = List.of();

    /** Instances for one call. */
    static final class Opened implements AutoCloseable {

        private final List<ShellCommand> commands = new ArrayList<>();
        private final List<Runnable> releases = new ArrayList<>();

        /** {@return the commands in the order of the overview} */
        List<ShellCommand> commands() {
            return commands;
        }

        @Override
        public void close() {
            releases.forEach(Runnable::run);
        }
    }

    /**
     * Makes an instance of each command.
     *
     * @return the instances; the caller closes them
     */
    Opened open() {
        List<ComponentServiceObjects<ShellCommand>> sorted = new ArrayList<>(offered);
        sorted.sort((a, b) -> b.getServiceReference().compareTo(a.getServiceReference()));
        Opened opened = new Opened();
        for (ComponentServiceObjects<ShellCommand> source : sorted) {
            ShellCommand command = source.getService();
            if (command != null) {
                opened.commands.add(command);
                opened.releases.add(() -> source.ungetService(command));
            }
        }
        return opened;
    }
}
