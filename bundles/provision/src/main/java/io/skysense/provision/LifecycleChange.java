// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision;

import io.skysense.api.plugin.PluginVersion;
import java.util.List;

/**
 * What a change did.
 *
 * @param bundle symbolic name of the bundle that it was about
 * @param version its version
 * @param before what served the plug-ins that changed hands, as far as anything did
 * @param after what serves them now
 * @param warnings what an operator should know, a line each
 */
public record LifecycleChange(
        String bundle, String version, List<PluginVersion> before, List<PluginVersion> after, List<String> warnings) {

    /** Copies the lists. */
    public LifecycleChange {
        before = List.copyOf(before);
        after = List.copyOf(after);
        warnings = List.copyOf(warnings);
    }
}
