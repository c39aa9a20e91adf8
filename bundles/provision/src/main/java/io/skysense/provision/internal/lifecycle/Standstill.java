// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import io.skysense.api.plugin.PluginPins;
import io.skysense.api.plugin.PluginVersion;
import java.util.List;

/** Keeps whatever serves serving, also the newest that nobody pinned, while a newer bundle starts; until it is closed. */
final class Standstill implements AutoCloseable {

    private final PluginPins pins;
    private final List<PluginVersion> held;
    private boolean outlasts;

    Standstill(PluginPins pins) {
        this.pins = pins;
        List<PluginVersion> pinned = pins.pins();
        held = pins.serving().stream()
                .filter(serving -> pinned.stream().noneMatch(serving::replaces))
                .toList();
        held.forEach(pins::pin);
    }

    /** Stays beyond its block, until it is released. */
    void outlast() {
        outlasts = true;
    }

    /** Lets go of what has not been switched since. */
    void release() {
        List<PluginVersion> now = pins.pins();
        held.stream().filter(now::contains).forEach(pin -> pins.unpin(pin.kind(), pin.name()));
    }

    @Override
    public void close() {
        if (!outlasts) {
            release();
        }
    }
}
