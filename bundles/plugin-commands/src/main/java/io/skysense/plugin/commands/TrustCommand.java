// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.plugin.commands;

import io.skysense.provision.TrustedKeys;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.component.propertytypes.ServiceRanking;
import picocli.CommandLine.Command;

/** The commands for keys. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@ServiceRanking(-17)
@Command(
        name = "trust",
        description = {
            "Say whose signatures on plug-ins count.",
            "Bundles in deploy/ and of features come in only if a trusted key has signed them; those that are installed"
                    + " by a command, only with the policy \"signed\" in configs/platform.json. A change counts for what"
                    + " comes in from now on, and for everything at the next start."
        },
        subcommands = {ListKeys.class, AddKey.class, RemoveKey.class, CheckSignature.class},
        footerHeading = "%nExample:%n",
        footer = "  skysense trust add example.org.crt")
public final class TrustCommand implements ShellCommand {

    private final TrustedKeys keys;

    /**
     * For one call.
     *
     * @param keys keeps them
     */
    @Activate
    public TrustCommand(@Reference TrustedKeys keys) {
        this.keys = keys;
    }

    /** {@return the trusted keys} */
    TrustedKeys keys() {
        return keys;
    }

    @Override
    public CommandGroup group() {
        return CommandGroup.PLATFORM;
    }

    /** Not called: the words after {@code trust} name one of its commands. */
    @Override
    public int run(Console console) {
        return USAGE;
    }
}
