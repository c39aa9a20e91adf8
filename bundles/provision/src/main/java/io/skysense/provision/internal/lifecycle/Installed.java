// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.plugin.PluginVersion;
import io.skysense.provision.LifecycleException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * The bundles and plug-ins that there are.
 *
 * @param context knows the bundles
 * @param registry knows the plug-ins
 */
record Installed(BundleContext context, PluginRegistry registry) {

    /** How the locations of bundles begin that features brought. */
    private static final String FEATURE = "feature:";

    /** {@return the versions of a bundle that are installed} */
    List<Bundle> versions(String name) {
        return Arrays.stream(context.getBundles())
                .filter(b -> name.equals(b.getSymbolicName()))
                .toList();
    }

    /**
     * Looks whether a bundle may come beside those that there are.
     *
     * @param read what is to come
     * @param newer whether an older version must be there
     * @throws LifecycleException if not
     */
    void refuseIfThere(BundleFile read, boolean newer) throws LifecycleException {
        List<Bundle> there = versions(read.name());
        if (there.stream().anyMatch(b -> b.getVersion().equals(read.version()))) {
            throw new LifecycleException(read.describe() + " was refused: this version is installed already");
        }
        if (newer && there.isEmpty()) {
            throw new LifecycleException(
                    read.describe() + " was refused: no version is installed that it could update");
        }
        if (newer && there.stream().anyMatch(b -> b.getVersion().compareTo(read.version()) > 0)) {
            throw new LifecycleException(read.describe() + " was refused: it is older than " + list(there)
                    + "; rollback, pin and install go back");
        }
    }

    /**
     * Finds a bundle that may be removed.
     *
     * @throws LifecycleException if there is none, there are several, a feature brought it, or it has no plug-in
     */
    Bundle removable(String name, Optional<String> version) throws LifecycleException {
        List<Bundle> there = versions(name);
        List<Bundle> found = there.stream()
                .filter(b -> version.isEmpty() || b.getVersion().toString().equals(version.get()))
                .toList();
        if (found.isEmpty()) {
            throw new LifecycleException(name + version.map(v -> " " + v).orElse("") + " is not installed"
                    + (there.isEmpty() ? "" : "; there is " + list(there)));
        }
        if (found.size() > 1) {
            throw new LifecycleException(
                    name + " is installed in several versions, of which one must be named: " + list(found));
        }
        Bundle bundle = found.get(0);
        if (bundle.getLocation().startsWith(FEATURE)) {
            throw new LifecycleException(name + " came with a feature, and goes with it");
        }
        if (!bundle.getLocation().startsWith(State.LOCATION) && brought(bundle).isEmpty()) {
            throw new LifecycleException(name + " is a part of the platform, and no plug-in");
        }
        return bundle;
    }

    /** {@return the plug-ins that a bundle brought} */
    List<PluginVersion> brought(Bundle bundle) {
        return plugins()
                .filter(p -> p.bundle().equals(bundle.getSymbolicName()))
                .filter(p -> p.version().equals(bundle.getVersion().toString()))
                .distinct()
                .toList();
    }

    /**
     * Finds a version of a plug-in.
     *
     * @throws LifecycleException if there is none, or several bundles have it in that version
     */
    PluginVersion plugin(String kind, String name, String version) throws LifecycleException {
        List<PluginVersion> all = plugins()
                .filter(p -> p.kind().equals(kind) && p.name().equals(name))
                .distinct()
                .toList();
        List<PluginVersion> found =
                all.stream().filter(p -> p.version().equals(version)).toList();
        if (found.size() != 1) {
            throw new LifecycleException("the " + kind + " " + name + " " + version
                    + (found.isEmpty() ? " is not installed; " : " is offered by several bundles; ")
                    + (all.isEmpty()
                            ? "no version is"
                            : "there is "
                                    + all.stream()
                                            .map(p -> p.bundle() + " " + p.version())
                                            .collect(Collectors.joining(", "))));
        }
        return found.get(0);
    }

    /** Refuses what is not installed, for example since a feature took it along. */
    void require(List<PluginVersion> wanted) throws LifecycleException {
        List<PluginVersion> all = plugins().toList();
        for (PluginVersion one : wanted) {
            if (!all.contains(one)) {
                throw new LifecycleException("the " + one.describe() + " is not installed any more");
            }
        }
    }

    /** {@return the newest version of a plug-in} */
    Optional<PluginVersion> newest(PluginVersion like) {
        return plugins().filter(like::replaces).findFirst();
    }

    /** {@return what is to serve in place of a version that goes: what served before it, else the newest} */
    Optional<PluginVersion> heir(PluginVersion leaving, State state) {
        List<PluginVersion> others = plugins()
                .filter(leaving::replaces)
                .filter(p -> !p.equals(leaving))
                .toList();
        return state.history().stream()
                .filter(s -> s.after().contains(leaving))
                .flatMap(s -> s.before().stream())
                .filter(others::contains)
                .reduce((first, last) -> last)
                .or(() -> others.stream().findFirst());
    }

    private Stream<PluginVersion> plugins() {
        return registry.plugins().stream().map(PluginVersion::of);
    }

    private static String list(List<Bundle> bundles) {
        return bundles.stream()
                .map(Bundle::getVersion)
                .sorted()
                .map(Object::toString)
                .collect(Collectors.joining(", "));
    }
}
