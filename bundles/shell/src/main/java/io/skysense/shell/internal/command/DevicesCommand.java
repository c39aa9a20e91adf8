// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.command;

import io.skysense.api.device.DevicePool;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.internal.Services;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;

/** Shows the devices. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "devices",
        description = {
            "Show the devices and what is leased of them.",
            "Memory is what leases may claim, what they have claimed, and what is in use as the device reports it."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense devices")
public final class DevicesCommand implements ShellCommand {

    private final Services services;

    /**
     * For one call.
     *
     * @param services finds the pool
     */
    @Activate
    public DevicesCommand(@Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Services services) {
        this.services = services;
    }

    @Override
    public CommandGroup group() {
        return CommandGroup.PLATFORM;
    }

    @Override
    public boolean actsOnPlatform() {
        return true;
    }

    @Override
    public int run(Console console) throws Exception {
        List<List<String>> rows = services.require(DevicePool.class).statistics().stream()
                .map(s -> List.of(
                        s.name(),
                        s.description(),
                        size(s.totalBytes()),
                        size(s.leasedBytes()),
                        size(s.usedBytes()),
                        Integer.toString(s.active()),
                        Integer.toString(s.waiting()),
                        Long.toString(s.granted())))
                .toList();
        console.table(
                List.of("device", "description", "memory", "leased", "used", "active", "waiting", "granted"), rows);
        return DONE;
    }

    private static String size(long bytes) {
        return bytes < 0 ? "-" : String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
}
