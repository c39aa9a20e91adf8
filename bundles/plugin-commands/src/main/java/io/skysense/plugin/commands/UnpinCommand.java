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

/** Lets the newest version of a plug-in serve. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@ServiceRanking(-15)
@Command(
        name = "unpin",
        description = {
            "Have the newest version of a plug-in serve.",
            "What is pinned no more also gives way to a newer bundle in deploy/ or of a feature, unchecked."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense unpin head roads")
public final class UnpinCommand extends LifecycleCommand {

    @Parameters(index = "0", paramLabel = "KIND", description = "dataset, encoder, backbone or head.")
    private String kind;

    @Parameters(index = "1", paramLabel = "NAME", description = "The name that presets call it by.")
    private String name;

    /**
     * For one call.
     *
     * @param lifecycle lets go of the pin
     */
    @Activate
    public UnpinCommand(@Reference Lifecycle lifecycle) {
        super(lifecycle);
    }

    @Override
    LifecycleChange change(Lifecycle lifecycle, PhaseListener listener) throws LifecycleException {
        return lifecycle.unpin(kind, name, listener);
    }

    @Override
    String done(LifecycleChange change) {
        return "no longer pinned: " + kind + " " + name;
    }
}
