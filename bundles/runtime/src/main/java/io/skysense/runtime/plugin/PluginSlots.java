// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.plugin;

import io.skysense.api.config.SettingsException;
import io.skysense.api.plugin.PluginInfo;
import io.skysense.api.plugin.PluginLease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /** By name; of one name the newest bundle first, then the service that ranks higher, then the one that came later. */
    private volatile List<PluginSlot<T>> slots = List.of();

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

    synchronized void add(T plugin, ServiceReference<T> reference) {
        PluginSlot<T> slot = new PluginSlot<>(nameOf.apply(plugin), plugin, reference);
        slots = Stream.concat(slots.stream(), Stream.of(slot)).sorted(order).toList();
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

    PluginLease<T> lease(String name) {
        while (true) {
            List<PluginSlot<T>> seen = slots;
            for (PluginSlot<T> slot : seen) {
                Optional<PluginLease<T>> lease = slot.name().equals(name) ? slot.lease() : Optional.empty();
                if (lease.isPresent()) {
                    return lease.get();
                }
            }
            // What was seen may have left while its successor arrived: only an unchanged list is an answer.
            if (seen == slots) {
                String names = seen.stream().map(PluginSlot::name).distinct().collect(Collectors.joining(", "));
                throw new SettingsException("no " + kind + " '" + name + "' is installed; "
                        + (names.isEmpty() ? "there is none" : "there are: " + names));
            }
        }
    }

    List<PluginInfo> infos() {
        return slots.stream()
                .map(s -> new PluginInfo(kind, s.name(), s.bundle(), s.version().toString(), s.leases()))
                .toList();
    }

    private synchronized Optional<PluginSlot<T>> take(ServiceReference<T> reference) {
        List<PluginSlot<T>> left = new ArrayList<>(slots);
        Optional<PluginSlot<T>> gone =
                left.stream().filter(s -> s.reference().equals(reference)).findFirst();
        gone.ifPresent(left::remove);
        slots = List.copyOf(left);
        return gone;
    }

    private static int ranking(ServiceReference<?> reference) {
        return reference.getProperty("service.ranking") instanceof Integer rank ? rank : 0;
    }

    private static long id(ServiceReference<?> reference) {
        return reference.getProperty("service.id") instanceof Long id ? id : 0;
    }
}
