// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.plugin.commands;

import io.skysense.provision.Lifecycle;
import io.skysense.provision.LifecycleChange;
import io.skysense.provision.LifecycleException;
import io.skysense.provision.PhaseListener;
import io.skysense.shell.ShellCommand;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.component.propertytypes.ServiceRanking;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Installs a plug-in. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@ServiceRanking(-10)
@Command(
        name = "install",
        description = {
            "Install a plug-in beside its other versions, and have it serve.",
            "It is started and checked before anything moves; if that fails, what served goes on serving and nothing"
                    + " of the new bundle is left."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense install org.example.head-roads-1.0.0.jar")
public final class InstallCommand extends LifecycleCommand {

    @Parameters(paramLabel = "FILE", description = "The jar of the bundle.")
    private Path file;

    /**
     * For one call.
     *
     * @param lifecycle installs
     */
    @Activate
    public InstallCommand(@Reference Lifecycle lifecycle) {
        super(lifecycle);
    }

    @Override
    LifecycleChange change(Lifecycle lifecycle, PhaseListener listener) throws LifecycleException {
        return lifecycle.install(file, listener);
    }

    @Override
    String done(LifecycleChange change) {
        return "installed: " + change.bundle() + " " + change.version();
    }
}
