// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.plugin;

import io.skysense.api.plugin.PluginLease;
import io.skysense.api.plugin.PluginVersion;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/**
 * A plug-in in its place: hands out leases until it is retired, and then lets it go only when the last one is back.
 *
 * @param <T> the service type
 */
final class PluginSlot<T> {

    private final String name;
    private final T plugin;
    private final ServiceReference<T> reference;
    private final String bundle;
    private final Version version;
    private final Set<Lease> out = new LinkedHashSet<>();
    private boolean retired;

    /** Reads bundle and version now: when the service goes, its reference forgets them. */
    PluginSlot(String name, T plugin, ServiceReference<T> reference) {
        this.name = name;
        this.plugin = plugin;
        this.reference = reference;
        Bundle owner = reference.getBundle();
        this.bundle = owner == null ? "unknown" : owner.getSymbolicName();
        this.version = owner == null ? Version.emptyVersion : owner.getVersion();
    }

    String name() {
        return name;
    }

    ServiceReference<T> reference() {
        return reference;
    }

    String bundle() {
        return bundle;
    }

    Version version() {
        return version;
    }

    /** {@return whether it is that version; that kind and name are the same is taken for granted} */
    boolean is(PluginVersion wanted) {
        return bundle.equals(wanted.bundle()) && version.toString().equals(wanted.version());
    }

    synchronized int leases() {
        return out.size();
    }

    /** {@return a lease; empty if the plug-in is leaving} */
    synchronized Optional<PluginLease<T>> lease() {
        if (retired) {
            return Optional.empty();
        }
        Lease lease = new Lease();
        out.add(lease);
        return Optional.of(lease);
    }

    /**
     * Hands out no more leases, and waits for those that are out: whatever the holders do, memory in use is not freed.
     *
     * @param warnAfter how long to wait before those who hold it are named, again and again
     * @param warn takes the warning, one line
     */
    synchronized void retireAndDrain(Duration warnAfter, Consumer<String> warn) {
        retired = true;
        boolean interrupted = false;
        long since = System.nanoTime();
        long warned = since;
        while (!out.isEmpty()) {
            long left = warnAfter.toMillis() - (System.nanoTime() - warned) / 1_000_000;
            if (left <= 0) {
                warned = System.nanoTime();
                warn.accept(name + " of " + bundle + " " + version + " cannot leave yet: waiting for "
                        + (warned - since) / 1_000_000_000 + " s for "
                        + out.stream().map(Lease::describe).collect(Collectors.joining(", ")));
                continue;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void giveBack(Lease lease) {
        if (out.remove(lease) && out.isEmpty()) {
            notifyAll();
        }
    }

    /** One lease; remembers who took it, for the warning. */
    private final class Lease implements PluginLease<T> {

        private final String thread = Thread.currentThread().getName();
        private final String caller = StackWalker.getInstance()
                .walk(frames -> frames.filter(f -> !f.getClassName().startsWith("io.skysense.runtime."))
                        .findFirst()
                        .map(f -> f.getClassName() + "." + f.getMethodName())
                        .orElse("unknown"));
        private final long since = System.nanoTime();

        @Override
        public T plugin() {
            return plugin;
        }

        @Override
        public String bundle() {
            return bundle;
        }

        @Override
        public String version() {
            return version.toString();
        }

        @Override
        public void close() {
            giveBack(this);
        }

        String describe() {
            return caller + " (thread " + thread + ", for " + (System.nanoTime() - since) / 1_000_000_000 + " s)";
        }
    }
}
