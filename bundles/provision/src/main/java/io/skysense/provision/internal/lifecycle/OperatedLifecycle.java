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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
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
        this.limits = Limits.of(configuration);
        folder.state().pins().forEach(pins::pin);
    }

    @Modified
    void configure(LifecycleConfiguration configuration) {
        limits = Limits.of(configuration);
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
        Bundle leaving = installed.removable(bundle, version);
        String which = leaving.getVersion().toString();
        List<PluginVersion> pinned = pins.pins();
        List<PluginVersion> heirs = new ArrayList<>();
        for (PluginVersion serving : pins.serving()) {
            if (serving.bundle().equals(bundle) && serving.version().equals(which)) {
                Optional<PluginVersion> heir = installed.heir(serving, folder.state());
                if (heir.isEmpty() && pinned.contains(serving) && !force) {
                    throw new LifecycleException(bundle + " " + which + " is the only one that serves the "
                            + serving.kind() + " " + serving.name() + ", which is pinned");
                }
                heir.ifPresent(heirs::add);
            }
        }
        Switch moved = heirs.isEmpty() ? new Switch(bundle, List.of(), List.of()) : move(bundle, heirs, listener);
        // What was not pinned is not pinned by a removal either.
        heirs.stream().filter(h -> pinned.stream().noneMatch(h::replaces)).forEach(h -> pins.unpin(h.kind(), h.name()));
        pins.pins().stream()
                .filter(p -> p.bundle().equals(bundle) && p.version().equals(which))
                .forEach(p -> pins.unpin(p.kind(), p.name()));
        save(folder.state().uninstalled(bundle, which).pinned(pins.pins()));
        listener.begins(Phase.DRAIN, bundle + " " + which);
        List<String> warnings = new ArrayList<>();
        if (!leaving.getLocation().startsWith(State.LOCATION)) {
            warnings.add(bundle + " " + which + " is part of the distribution, and is back when that starts anew");
        }
        uninterrupted(() -> new Departure(context, threads, limits).drain(leaving))
                .ifPresent(warnings::add);
        folder.drop(new Kept(bundle, which));
        return change(bundle, which, moved, warnings);
    }

    private LifecycleChange bringIn(Path file, boolean newer, PhaseListener listener) throws LifecycleException {
        listener.begins(Phase.RESOLVE, file.getFileName().toString());
        Path staged = stage(file);
        try {
            BundleFile read = BundleFile.read(staged, file);
            checks.check(staged);
            installed.refuseIfThere(read, newer);
            return bringIn(read, listener);
        } catch (IOException e) {
            throw new LifecycleException(file + ": " + Messages.of(e), e);
        } finally {
            folder.drop(staged);
        }
    }

    private LifecycleChange bringIn(BundleFile read, PhaseListener listener) throws LifecycleException, IOException {
        Kept kept = new Kept(read.name(), read.version().toString());
        Bundle bundle = add(read, kept);
        Departure departure = new Departure(context, threads, limits);
        Switch moved;
        try (Standstill standstill = new Standstill(pins)) {
            try {
                moved = uninterrupted(() -> bringUp(bundle, read, listener));
            } catch (LifecycleException e) {
                departure.discard(bundle);
                folder.drop(kept);
                throw refused(read, e.getMessage(), e);
            } catch (Arrival.StuckException e) {
                // It may offer plug-ins already: they must not serve until it can be removed.
                standstill.outlast();
                e.afterwards(() -> {
                    departure.discard(bundle);
                    standstill.release();
                });
                folder.drop(kept);
                throw refused(
                        read,
                        e.why().getMessage() + "; it does not heed an interrupt, and is removed if it ever comes back",
                        e);
            }
        }
        save(record(folder.state().installed(kept), moved).pinned(pins.pins()));
        return change(kept.name(), kept.version(), moved, List.of());
    }

    private Switch bringUp(Bundle bundle, BundleFile read, PhaseListener listener)
            throws LifecycleException, InterruptedException {
        Arrival arrival = new Arrival(context, readiness, threads, limits);
        arrival.resolve(bundle);
        listener.begins(Phase.START, read.describe());
        arrival.start(bundle);
        return switching().to(read.name(), installed.brought(bundle), listener);
    }

    private static LifecycleException refused(BundleFile read, String why, Throwable cause) {
        return new LifecycleException(read.describe() + " was refused: " + why, cause);
    }

    private Bundle add(BundleFile read, Kept kept) throws LifecycleException, IOException {
        try {
            return folder.install(read.file(), kept);
        } catch (BundleException | RuntimeException e) {
            throw refused(read, Messages.of(e), e);
        }
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
        try {
            folder.save(next);
        } catch (IOException e) {
            throw new LifecycleException("done, but not kept for the next start: " + Messages.of(e), e);
        }
    }

    private Path stage(Path file) throws LifecycleException {
        if (!Files.isRegularFile(file)) {
            throw new LifecycleException(file + ": no such file");
        }
        try {
            return folder.stage(file);
        } catch (IOException e) {
            throw new LifecycleException(file + ": cannot be copied: " + Messages.of(e), e);
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
