// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.plugin.commands;

import io.skysense.provision.Lifecycle;
import io.skysense.provision.LifecycleChange;
import io.skysense.provision.LifecycleException;
import io.skysense.provision.PhaseListener;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.UsageException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.component.propertytypes.ServiceRanking;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes a plug-in. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@ServiceRanking(-13)
@Command(
        name = "uninstall",
        description = {
            "Remove a plug-in once nobody uses it.",
            "Where it serves, another version takes over first: the one that served before it, else the newest."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense uninstall org.example.head-roads@1.0.0")
public final class UninstallCommand extends LifecycleCommand {

    @Parameters(
            paramLabel = "BUNDLE[@VERSION]",
            description = "The symbolic name of the bundle; its version where there are several.")
    private String bundle;

    @Option(names = "--force", description = "Remove it also where nothing else serves what is pinned to it.")
    private boolean force;

    /**
     * For one call.
     *
     * @param lifecycle removes
     */
    @Activate
    public UninstallCommand(@Reference Lifecycle lifecycle) {
        super(lifecycle);
    }

    @Override
    LifecycleChange change(Lifecycle lifecycle, PhaseListener listener) throws LifecycleException, UsageException {
        String[] parts = bundle.split("@", -1);
        if (parts.length > 2 || parts[0].isEmpty() || parts[parts.length - 1].isEmpty()) {
            throw new UsageException(bundle + ": expected BUNDLE or BUNDLE@VERSION");
        }
        Optional<String> version = parts.length == 2 ? Optional.of(parts[1]) : Optional.empty();
        return lifecycle.uninstall(parts[0], version, force, listener);
    }

    @Override
    String done(LifecycleChange change) {
        return "removed: " + change.bundle() + " " + change.version();
    }
}
