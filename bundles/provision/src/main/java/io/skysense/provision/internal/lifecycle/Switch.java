// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import io.skysense.api.plugin.PluginVersion;
import java.util.List;

/**
 * Versions that took the place of others.
 *
 * @param bundle symbolic name of the bundle that it was about
 * @param before what served, as far as anything did
 * @param after what served from then on
 */
record Switch(String bundle, List<PluginVersion> before, List<PluginVersion> after) {

    Switch {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** {@return whether a version of a bundle is on either side} */
    boolean touches(String name, String version) {
        return List.of(before, after).stream()
                .flatMap(List::stream)
                .anyMatch(p -> p.bundle().equals(name) && p.version().equals(version));
    }
}
