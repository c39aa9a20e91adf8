// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.plugin;

/**
 * One version of a plug-in: several may be installed side by side, and one of them serves.
 *
 * @param kind {@code dataset}, {@code encoder}, {@code backbone} or {@code head}
 * @param name the name presets call it by
 * @param bundle symbolic name of its bundle
 * @param version version of its bundle
 */
public record PluginVersion(String kind, String name, String bundle, String version) {

    /**
     * Reads it off a list.
     *
     * @param info a plug-in that is installed
     * @return the version that it is
     */
    public static PluginVersion of(PluginInfo info) {
        return new PluginVersion(info.kind(), info.name(), info.bundle(), info.version());
    }

    /**
     * Compares kind and name.
     *
     * @param other a version of whatever plug-in
     * @return whether both are versions of one plug-in
     */
    public boolean replaces(PluginVersion other) {
        return kind.equals(other.kind) && name.equals(other.name);
    }

    /** {@return it in words: {@code head upernet of io.skysense.head-segmentation 1.0.0}} */
    public String describe() {
        return kind + " " + name + " of " + bundle + " " + version;
    }
}
