// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

import io.skysense.api.device.DevicePool;
import io.skysense.api.model.ModelLoader;
import io.skysense.api.plugin.PluginPins;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.train.Trainer;
import io.skysense.provision.Lifecycle;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.UsageException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Replaces plug-ins under load. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "soak",
        description = {
            "Replace heads, an encoder and a reader under load, and check every answer.",
            "Clients ask two small models while new versions take over one after the other, bad bundles among them."
                    + " Each answer is checked against the versions that it names. Ends with 1 if a limit is missed;"
                    + " afterwards all is as it was."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense soak --threads 8 --swaps 1000")
public final class SoakCommand implements ShellCommand {

    private static final int MOST_THREADS = 256;
    private static final int MOST_SWAPS = 1_000_000;

    @Option(names = "--threads", paramLabel = "N", description = "Clients at a time. Default: ${DEFAULT-VALUE}")
    private int threads = 8;

    @Option(names = "--swaps", paramLabel = "N", description = "Versions that take over. Default: ${DEFAULT-VALUE}")
    private int swaps = 1000;

    private final Services services;

    /**
     * For one call.
     *
     * @param context of this bundle
     * @param lifecycle brings and removes versions
     * @param lifecycleReference tells its configuration
     * @param registry lends plug-ins
     * @param pins knows what serves
     * @param loader opens models
     * @param devices lends a device
     * @param trainer makes short runs
     * @param configurations of the platform
     */
    @Activate
    public SoakCommand(
            BundleContext context,
            @Reference Lifecycle lifecycle,
            @Reference ServiceReference<Lifecycle> lifecycleReference,
            @Reference PluginRegistry registry,
            @Reference PluginPins pins,
            @Reference ModelLoader loader,
            @Reference DevicePool devices,
            @Reference Trainer trainer,
            @Reference ConfigurationAdmin configurations) {
        this.services = new Services(
                context, lifecycle, lifecycleReference, registry, pins, loader, devices, trainer, configurations);
    }

    @Override
    public CommandGroup group() {
        return CommandGroup.PLATFORM;
    }

    @Override
    public int run(Console console) throws Exception {
        refuse("--threads", threads, MOST_THREADS);
        refuse("--swaps", swaps, MOST_SWAPS);
        String home = services.context().getProperty("skysense.home");
        Soak.Outcome outcome =
                new Soak(services, threads, swaps).run(Path.of(home == null ? "" : home), console.progress());
        List<Finding> findings = outcome.findings();
        console.table(Finding.HEADER, findings.stream().map(Finding::cells).toList());
        outcome.remarks().forEach(console::print);
        return findings.stream().allMatch(Finding::met) ? DONE : FAILED;
    }

    private static void refuse(String option, int value, int most) throws UsageException {
        if (value < 1 || value > most) {
            throw new UsageException(option + " " + value + ": from 1 to " + most);
        }
    }
}
