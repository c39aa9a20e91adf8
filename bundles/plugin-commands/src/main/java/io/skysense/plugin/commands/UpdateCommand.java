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

/** Updates a plug-in. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@ServiceRanking(-11)
@Command(
        name = "update",
        description = {
            "Install a newer version of a plug-in, and have it serve.",
            "It is started and checked beside the old one, which stays installed: rollback goes back to it. If the"
                    + " check fails, the old one goes on serving and nothing of the new one is left."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense update org.example.head-roads-1.1.0.jar")
public final class UpdateCommand extends LifecycleCommand {

    @Parameters(paramLabel = "FILE", description = "The jar of the bundle.")
    private Path file;

    /**
     * For one call.
     *
     * @param lifecycle updates
     */
    @Activate
    public UpdateCommand(@Reference Lifecycle lifecycle) {
        super(lifecycle);
    }

    @Override
    LifecycleChange change(Lifecycle lifecycle, PhaseListener listener) throws LifecycleException {
        return lifecycle.update(file, listener);
    }

    @Override
    String done(LifecycleChange change) {
        return "updated: " + change.bundle() + " " + change.version();
    }
}
