// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.plugin.commands;

import io.skysense.provision.Lifecycle;
import io.skysense.provision.LifecycleChange;
import io.skysense.provision.LifecycleException;
import io.skysense.provision.PhaseListener;
import io.skysense.shell.ShellCommand;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.component.propertytypes.ServiceRanking;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Goes back to what served before. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@ServiceRanking(-12)
@Command(
        name = "rollback",
        description = {
            "Have what served before a bundle serve again.",
            "The bundle stays installed. Called again, it goes back one switch further."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense rollback org.example.head-roads")
public final class RollbackCommand extends LifecycleCommand {

    @Parameters(paramLabel = "BUNDLE", description = "The symbolic name of the bundle.")
    private String bundle;

    /**
     * For one call.
     *
     * @param lifecycle goes back
     */
    @Activate
    public RollbackCommand(@Reference Lifecycle lifecycle) {
        super(lifecycle);
    }

    @Override
    LifecycleChange change(Lifecycle lifecycle, PhaseListener listener) throws LifecycleException {
        return lifecycle.rollback(bundle, listener);
    }

    @Override
    String done(LifecycleChange change) {
        return "serves again: "
                + change.after().stream()
                        .map(p -> p.bundle() + " " + p.version())
                        .distinct()
                        .collect(Collectors.joining(", "));
    }
}
