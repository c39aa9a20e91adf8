// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.plugin;

/**
 * A plug-in that is installed.
 *
 * @param kind {@code dataset}, {@code encoder}, {@code backbone} or {@code head}
 * @param name the name presets call it by
 * @param bundle symbolic name of its bundle
 * @param version version of its bundle
 * @param leases leases out on it
 */
public record PluginInfo(String kind, String name, String bundle, String version, int leases) {}
