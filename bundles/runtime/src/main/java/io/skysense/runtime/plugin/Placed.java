// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.plugin;

import io.skysense.api.plugin.PluginVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The plug-ins of one kind and the pins on them at one moment: a lease is decided on both together.
 *
 * @param slots by name; of one name the newest first
 * @param pins the pinned version by name of the plug-in
 * @param <T> the service type
 */
record Placed<T>(List<PluginSlot<T>> slots, Map<String, PluginVersion> pins) {

    Placed {
        slots = List.copyOf(slots);
        pins = Map.copyOf(pins);
    }

    Placed<T> with(List<PluginSlot<T>> others) {
        return new Placed<>(others, pins);
    }

    Placed<T> pinned(PluginVersion version) {
        Map<String, PluginVersion> more = new TreeMap<>(pins);
        more.put(version.name(), version);
        return new Placed<>(slots, more);
    }

    Placed<T> unpinned(String name) {
        Map<String, PluginVersion> fewer = new TreeMap<>(pins);
        fewer.remove(name);
        return new Placed<>(slots, fewer);
    }

    /** {@return the plug-in that is that version} */
    Optional<PluginSlot<T>> find(PluginVersion wanted) {
        return slots.stream()
                .filter(s -> s.name().equals(wanted.name()) && s.is(wanted))
                .findFirst();
    }

    /** {@return what serves a name: the pinned version, or the newest} */
    Optional<PluginSlot<T>> serving(String name) {
        return Optional.ofNullable(pins.get(name))
                .flatMap(this::find)
                .or(() -> slots.stream().filter(s -> s.name().equals(name)).findFirst());
    }

    /** {@return the names, in order} */
    List<String> names() {
        return slots.stream().map(PluginSlot::name).distinct().toList();
    }
}
