// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.plugin;

import io.skysense.api.config.SettingsException;
import io.skysense.api.plugin.PluginInfo;
import io.skysense.api.plugin.PluginLease;
import io.skysense.api.plugin.PluginVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osgi.framework.ServiceReference;

/**
 * The plug-ins of one kind.
 *
 * @param <T> the service type
 */
final class PluginSlots<T> {

    private static final System.Logger LOG = System.getLogger(PluginSlots.class.getName());

    private final String kind;
    private final Function<T, String> nameOf;
    private final Duration warnAfter;

    private volatile Placed<T> placed = new Placed<>(List.of(), Map.of());

    /** Pins that another version stood in for, each warned of once. */
    private final Set<PluginVersion> missed = ConcurrentHashMap.newKeySet();

    /** By name; of one name the newest bundle first, then the service that ranks higher, then the one that came later. */
    private final Comparator<PluginSlot<T>> order = Comparator.<PluginSlot<T>, String>comparing(PluginSlot::name)
            .thenComparing(PluginSlot::version, Comparator.reverseOrder())
            .thenComparing(s -> ranking(s.reference()), Comparator.reverseOrder())
            .thenComparing(s -> id(s.reference()), Comparator.reverseOrder());

    /**
     * Begins empty.
     *
     * @param kind what messages call the plug-ins
     * @param nameOf asks a plug-in for the name presets call it by
     * @param warnAfter how long to drain before those who hold a plug-in are named
     */
    PluginSlots(String kind, Function<T, String> nameOf, Duration warnAfter) {
        this.kind = kind;
        this.nameOf = nameOf;
        this.warnAfter = warnAfter;
    }

    /** {@return what messages call the plug-ins} */
    String kind() {
        return kind;
    }

    synchronized void add(T plugin, ServiceReference<T> reference) {
        PluginSlot<T> slot = new PluginSlot<>(nameOf.apply(plugin), plugin, reference);
        placed = placed.with(Stream.concat(placed.slots().stream(), Stream.of(slot))
                .sorted(order)
                .toList());
        missed.removeIf(pin -> pin.name().equals(slot.name()) && slot.is(pin));
        LOG.log(
                System.Logger.Level.DEBUG,
                () -> kind + " " + slot.name() + " of " + slot.bundle() + " " + slot.version() + " arrived");
    }

    /** Takes a plug-in out and returns when nobody uses it any more. */
    void remove(ServiceReference<T> reference) {
        take(reference)
                .ifPresent(slot -> slot.retireAndDrain(
                        warnAfter, said -> LOG.log(System.Logger.Level.WARNING, () -> kind + " " + said)));
    }

    synchronized void pin(PluginVersion version) {
        placed = placed.pinned(version);
    }

    synchronized void unpin(String name) {
        placed = placed.unpinned(name);
    }

    /** {@return what is pinned, by name} */
    List<PluginVersion> pins() {
        return placed.pins().values().stream()
                .sorted(Comparator.comparing(PluginVersion::name))
                .toList();
    }

    /** {@return what serves each name, by name} */
    List<PluginVersion> serving() {
        Placed<T> seen = placed;
        return seen.names().stream()
                .flatMap(name -> seen.serving(name).stream())
                .map(this::versionOf)
                .toList();
    }

    /** Leases what serves. */
    PluginLease<T> lease(String name) {
        while (true) {
            Placed<T> seen = placed;
            PluginSlot<T> slot = seen.serving(name).orElseThrow(() -> none(name, seen.names()));
            Optional<PluginLease<T>> lease = slot.lease();
            if (lease.isPresent()) {
                Optional.ofNullable(seen.pins().get(name))
                        .filter(pin -> !slot.is(pin))
                        .ifPresent(pin -> warn(pin, slot));
                return lease.get();
            }
            // It has been taken out since it was looked up, so the next look shows what serves instead.
        }
    }

    /** Leases one version, whatever serves. */
    PluginLease<T> lease(PluginVersion wanted) {
        return placed.find(wanted)
                .flatMap(PluginSlot::lease)
                .orElseThrow(() -> new SettingsException("the " + wanted.describe() + " is not installed"));
    }

    List<PluginInfo> infos() {
        return placed.slots().stream()
                .map(s -> new PluginInfo(kind, s.name(), s.bundle(), s.version().toString(), s.leases()))
                .toList();
    }

    private SettingsException none(String name, List<String> names) {
        return new SettingsException("no " + kind + " '" + name + "' is installed; "
                + (names.isEmpty() ? "there is none" : "there are: " + String.join(", ", names)));
    }

    private PluginVersion versionOf(PluginSlot<T> slot) {
        return new PluginVersion(
                kind, slot.name(), slot.bundle(), slot.version().toString());
    }

    private void warn(PluginVersion missing, PluginSlot<T> instead) {
        if (missed.add(missing)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> "the " + missing.describe() + " is pinned and not installed: " + instead.bundle() + " "
                            + instead.version() + " serves in its place");
        }
    }

    private synchronized Optional<PluginSlot<T>> take(ServiceReference<T> reference) {
        List<PluginSlot<T>> left = new ArrayList<>(placed.slots());
        Optional<PluginSlot<T>> gone =
                left.stream().filter(s -> s.reference().equals(reference)).findFirst();
        gone.ifPresent(left::remove);
        placed = placed.with(left);
        return gone;
    }

    private static int ranking(ServiceReference<?> reference) {
        return reference.getProperty("service.ranking") instanceof Integer rank ? rank : 0;
    }

    private static long id(ServiceReference<?> reference) {
        return reference.getProperty("service.id") instanceof Long id ? id : 0;
    }
}
