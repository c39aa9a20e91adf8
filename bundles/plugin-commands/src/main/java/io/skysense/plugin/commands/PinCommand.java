// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.plugin.commands;

import io.skysense.provision.Lifecycle;
import io.skysense.provision.LifecycleChange;
import io.skysense.provision.LifecycleException;
import io.skysense.provision.PhaseListener;
import io.skysense.shell.ShellCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.component.propertytypes.ServiceRanking;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Pins a plug-in. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@ServiceRanking(-14)
@Command(
        name = "pin",
        description = {
            "Have one version of a plug-in serve, whatever newer ones come.",
            "It is checked first, as at an installation. Work that is under way keeps the version it began with."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense pin head roads 1.0.0")
public final class PinCommand extends LifecycleCommand {

    @Parameters(index = "0", paramLabel = "KIND", description = "dataset, encoder, backbone or head.")
    private String kind;

    @Parameters(index = "1", paramLabel = "NAME", description = "The name that presets call it by.")
    private String name;

    @Parameters(index = "2", paramLabel = "VERSION", description = "The version of its bundle.")
    private String version;

    /**
     * For one call.
     *
     * @param lifecycle pins
     */
    @Activate
    public PinCommand(@Reference Lifecycle lifecycle) {
        super(lifecycle);
    }

    @Override
    LifecycleChange change(Lifecycle lifecycle, PhaseListener listener) throws LifecycleException {
        return lifecycle.pin(kind, name, version, listener);
    }

    @Override
    String done(LifecycleChange change) {
        return "pinned: " + kind + " " + name + " of " + change.bundle() + " " + change.version();
    }
}
