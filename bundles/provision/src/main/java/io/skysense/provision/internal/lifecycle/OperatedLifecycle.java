// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import io.skysense.api.plugin.PluginPins;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.plugin.PluginVersion;
import io.skysense.api.plugin.SwapParticipant;
import io.skysense.provision.Lifecycle;
import io.skysense.provision.LifecycleChange;
import io.skysense.provision.LifecycleException;
import io.skysense.provision.Phase;
import io.skysense.provision.PhaseListener;
import io.skysense.provision.internal.Messages;
import io.skysense.provision.internal.lifecycle.State.Kept;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.Designate;

/** One change at a time; the state is written when a change is done, and before that a crash undoes it. */
@Component(immediate = true, configurationPid = LifecycleConfiguration.PID)
@Designate(ocd = LifecycleConfiguration.class)
public final class OperatedLifecycle implements Lifecycle {

    private final BundleContext context;
    private final PluginFolder folder;
    private final BundleChecks checks;
    private final PluginPins pins;
    private final Installed installed;
    private final Readiness readiness;
    private final BundleThreads threads;

    @Reference(policy = ReferencePolicy.DYNAMIC)
    private volatile List<SwapParticipant> participants = List.of();

    private volatile Limits limits;
    private volatile boolean outlasts;

    /**
     * Pins what was pinned before the restart.
     *
     * @param context of this bundle
     * @param configuration how patient it is
     * @param folder has the files, and what outlasts a restart
     * @param checks have a say in what is installed
     * @param registry knows the plug-ins
     * @param pins decides which version serves
     * @param components knows the components of bundles
     */
    @Activate
    public OperatedLifecycle(
            BundleContext context,
            LifecycleConfiguration configuration,
            @Reference PluginFolder folder,
            @Reference BundleChecks checks,
            @Reference PluginRegistry registry,
            @Reference PluginPins pins,
            @Reference ServiceComponentRuntime components) {
        this.context = context;
        this.folder = folder;
        this.checks = checks;
        this.pins = pins;
        this.installed = new Installed(context, registry);
        this.readiness = new Readiness(components);
        this.threads = new BundleThreads(context);
        configure(configuration);
        folder.state().pins().forEach(pins::pin);
    }

    @Modified
    void configure(LifecycleConfiguration configuration) {
        limits = Limits.of(configuration);
        outlasts = configuration.outlasts_restart();
    }

    @Override
    public synchronized LifecycleChange install(Path file, PhaseListener listener) throws LifecycleException {
        return bringIn(file, false, listener);
    }

    @Override
    public synchronized LifecycleChange update(Path file, PhaseListener listener) throws LifecycleException {
        return bringIn(file, true, listener);
    }

    @Override
    public synchronized LifecycleChange rollback(String bundle, PhaseListener listener) throws LifecycleException {
        Switch last = folder.state()
                .last(bundle)
                .orElseThrow(
                        () -> new LifecycleException(bundle + ": nothing that is still installed served before it"));
        Switch back = move(bundle, last.before(), listener);
        save(folder.state().without(last).pinned(pins.pins()));
        return change(bundle, last.before().get(0).version(), back, List.of());
    }

    @Override
    public synchronized LifecycleChange pin(String kind, String name, String version, PhaseListener listener)
            throws LifecycleException {
        PluginVersion wanted = installed.plugin(kind, name, version);
        Switch moved = move(wanted.bundle(), List.of(wanted), listener);
        save(record(folder.state(), moved).pinned(pins.pins()));
        return change(wanted.bundle(), version, moved, List.of());
    }

    @Override
    public synchronized LifecycleChange unpin(String kind, String name, PhaseListener listener)
            throws LifecycleException {
        PluginVersion pinned = pins.pins().stream()
                .filter(p -> p.kind().equals(kind) && p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LifecycleException("the " + kind + " " + name + " is not pinned"));
        List<PluginVersion> newest = installed.newest(pinned).stream().toList();
        Switch moved = move(pinned.bundle(), newest, listener);
        pins.unpin(kind, name);
        save(record(folder.state(), moved).pinned(pins.pins()));
        return change(pinned.bundle(), pinned.version(), moved, List.of());
    }

    @Override
    public synchronized LifecycleChange uninstall(
            String bundle, Optional<String> version, boolean force, PhaseListener listener) throws LifecycleException {
        Optional<Kept> lost = version.flatMap(v -> leftOut(bundle, v));
        if (lost.isPresent()) {
            return forget(lost.get());
        }
        Bundle leaving = installed.removable(bundle, version);
        String which = leaving.getVersion().toString();
        List<PluginVersion> pinned = pins.pins();
        List<PluginVersion> heirs = new ArrayList<>();
        for (PluginVersion left : installed.brought(leaving)) {
            Optional<PluginVersion> heir = installed.heir(left, folder.state());
            if (heir.isEmpty() && pinned.contains(left) && !force) {
                throw new LifecycleException(bundle + " " + which + " is the only one that serves the " + left.kind()
                        + " " + left.name() + ", which is pinned; unpin it first, or use --force");
            }
            heir.filter(h -> pins.serving().contains(left)).ifPresent(heirs::add);
        }
        Switch moved = move(bundle, heirs, listener);
        // What was not pinned is not pinned by a removal either.
        heirs.stream().filter(h -> pinned.stream().noneMatch(h::replaces)).forEach(h -> pins.unpin(h.kind(), h.name()));
        unpinAll(bundle, which);
        Optional<Kept> kept = folder.state().find(bundle, which);
        save(folder.state().uninstalled(bundle, which).pinned(pins.pins()));
        listener.begins(Phase.DRAIN, bundle + " " + which);
        List<String> warnings = new ArrayList<>();
        if (!leaving.getLocation().startsWith(State.LOCATION)) {
            warnings.add(bundle + " " + which + " is part of the distribution, and is back when that starts anew");
        }
        uninterrupted(() -> new Departure(context, threads, limits).drain(leaving))
                .ifPresent(warnings::add);
        kept.ifPresent(folder::drop);
        return change(bundle, which, moved, warnings);
    }

    /** {@return a bundle that was installed, and that the last start has left out} */
    private Optional<Kept> leftOut(String bundle, String version) {
        return folder.state()
                .find(bundle, version)
                .filter(k -> installed.versions(bundle).stream()
                        .noneMatch(b -> b.getVersion().toString().equals(version)));
    }

    private LifecycleChange forget(Kept lost) throws LifecycleException {
        unpinAll(lost.name(), lost.version());
        save(folder.state().uninstalled(lost.name(), lost.version()).pinned(pins.pins()));
        folder.drop(lost);
        return change(lost.name(), lost.version(), new Switch(lost.name(), List.of(), List.of()), List.of());
    }

    private void unpinAll(String bundle, String version) {
        pins.pins().stream()
                .filter(p -> p.bundle().equals(bundle) && p.version().equals(version))
                .forEach(p -> pins.unpin(p.kind(), p.name()));
    }

    private LifecycleChange bringIn(Path file, boolean newer, PhaseListener listener) throws LifecycleException {
        Installation installation = new Installation(
                folder,
                checks,
                installed,
                new Arrival(context, readiness, threads, limits),
                switching(),
                new Departure(context, threads, limits));
        Installation.Brought brought = uninterrupted(() -> installation.run(file, newer, listener));
        Kept kept = brought.bundle();
        save(record(folder.state().installed(kept), brought.moved()).pinned(pins.pins()));
        return change(kept.name(), kept.version(), brought.moved(), List.of());
    }

    private Switch move(String bundle, List<PluginVersion> candidates, PhaseListener listener)
            throws LifecycleException {
        installed.require(candidates);
        return uninterrupted(() -> switching().to(bundle, candidates, listener));
    }

    private Switching switching() {
        return new Switching(pins, participants, limits);
    }

    /** A way back is kept only where something served before. */
    private static State record(State state, Switch moved) {
        return moved.before().isEmpty() ? state : state.switched(moved);
    }

    private void save(State next) throws LifecycleException {
        if (!outlasts) {
            folder.hold(next);
            return;
        }
        try {
            folder.save(next);
        } catch (IOException e) {
            throw new LifecycleException("done, but not kept for the next start: " + Messages.of(e), e);
        }
    }

    private static LifecycleChange change(String bundle, String version, Switch moved, List<String> warnings) {
        return new LifecycleChange(bundle, version, moved.before(), moved.after(), warnings);
    }

    /** Work that may be interrupted. */
    private interface Work<T> {
        T run() throws LifecycleException, InterruptedException;
    }

    private static <T> T uninterrupted(Work<T> work) throws LifecycleException {
        try {
            return work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LifecycleException("interrupted", e);
        }
    }
}
