// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.command;

import io.skysense.api.plugin.PluginInfo;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.internal.ComponentHealth;
import io.skysense.shell.internal.Services;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the bundles. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "bundles",
        description = {
            "Show the bundles, their versions, and what each provides.",
            "A component that cannot work is listed below the table with what it lacks."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense bundles --all")
public final class BundlesCommand implements ShellCommand {

    private static final String OURS = "io.skysense.";
    private static final String SCOPE = "skysense";
    private static final int MOST_PACKAGES = 2;

    private final BundleContext context;
    private final Services services;
    private final ComponentHealth health;

    @Option(
            names = "--all",
            description = "Show libraries too, not only the platform's own bundles and what is written for it.")
    private boolean all;

    /**
     * For one call.
     *
     * @param context knows the bundles
     * @param services finds the registry of plug-ins
     * @param health knows which components do not work
     */
    @Activate
    public BundlesCommand(
            BundleContext context,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Services services,
            @Reference ComponentHealth health) {
        this.context = context;
        this.services = services;
        this.health = health;
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
    public int run(Console console) {
        List<PluginInfo> plugins =
                services.find(PluginRegistry.class).map(PluginRegistry::plugins).orElse(List.of());
        List<List<String>> rows = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Bundle bundle : sorted()) {
            rows.add(List.of(
                    bundle.getSymbolicName(),
                    bundle.getVersion().toString(),
                    state(bundle),
                    String.join(", ", provided(bundle, plugins))));
            problems.addAll(health.problems(bundle));
        }
        console.table(List.of("bundle", "version", "state", "provides"), rows);
        if (!problems.isEmpty()) {
            console.print("");
            problems.forEach(console::print);
        }
        return DONE;
    }

    private List<Bundle> sorted() {
        return Arrays.stream(context.getBundles())
                .filter(b -> b.getSymbolicName() != null)
                .filter(b -> all || b.getSymbolicName().startsWith(OURS) || isPlugin(b))
                .sorted(Comparator.comparing(Bundle::getSymbolicName).thenComparing(Bundle::getVersion))
                .toList();
    }

    /** Whether a bundle of others is written for this platform, be it that it works or not. */
    private static boolean isPlugin(Bundle bundle) {
        String imports = bundle.getHeaders("").get(Constants.IMPORT_PACKAGE);
        return imports != null && imports.contains(OURS);
    }

    /** Plug-ins by the names presets use, else commands and services, else exported packages. */
    private static Collection<String> provided(Bundle bundle, List<PluginInfo> plugins) {
        List<String> names = plugins.stream()
                .filter(p -> p.bundle().equals(bundle.getSymbolicName()))
                .filter(p -> p.version().equals(bundle.getVersion().toString()))
                .map(p -> p.kind() + " " + p.name())
                .toList();
        Collection<String> services = names.isEmpty() ? services(bundle) : names;
        return services.isEmpty() ? packages(bundle) : services;
    }

    private static Collection<String> services(Bundle bundle) {
        TreeSet<String> names = new TreeSet<>();
        ServiceReference<?>[] registered = bundle.getRegisteredServices();
        for (ServiceReference<?> service : registered == null ? new ServiceReference<?>[0] : registered) {
            if (SCOPE.equals(service.getProperty("osgi.command.scope"))) {
                names.add("command " + service.getProperty("osgi.command.function"));
            }
            for (String type : (String[]) service.getProperty(Constants.OBJECTCLASS)) {
                if (type.startsWith(OURS + "api.") || type.startsWith(bundle.getSymbolicName() + ".") && isOpen(type)) {
                    names.add(type.substring(type.lastIndexOf('.') + 1));
                }
            }
        }
        return names;
    }

    /** Whether other bundles can see a service's type: not those that parts of one bundle offer one another. */
    private static boolean isOpen(String type) {
        return !type.contains(".internal.") && !type.equals(ShellCommand.class.getName());
    }

    private static Collection<String> packages(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        TreeSet<String> names = new TreeSet<>();
        if (wiring != null) {
            wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE)
                    .forEach(c -> names.add("package " + c.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)));
        }
        return names.size() <= MOST_PACKAGES ? names : List.of(names.size() + " packages");
    }

    private static String state(Bundle bundle) {
        if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null) {
            return bundle.getState() == Bundle.RESOLVED ? "attached" : "not attached";
        }
        return switch (bundle.getState()) {
            case Bundle.INSTALLED -> "not resolved";
            case Bundle.RESOLVED -> "resolved";
            // Lazily activated bundles stay here until a class of theirs is asked for.
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            case Bundle.ACTIVE -> "active";
            default -> "uninstalled";
        };
    }
}
