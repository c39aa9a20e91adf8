// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import io.skysense.api.plugin.PluginVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What outlasts a restart.
 *
 * @param bundles what was installed, in that order
 * @param pins what is pinned
 * @param history the switches that can be rolled back, oldest first
 */
record State(List<Kept> bundles, List<PluginVersion> pins, List<Switch> history) {

    /** Nothing yet. */
    static final State EMPTY = new State(List.of(), List.of(), List.of());

    /**
     * A bundle whose file is kept.
     *
     * @param name symbolic name
     * @param version its version
     * @param sha256 of the file that was installed, and of no other
     */
    record Kept(String name, String version, String sha256) {

        /** {@return the name of its file} */
        String file() {
            return name + "-" + version + ".jar";
        }

        /** {@return the location that the framework knows it by; of another content it would be another} */
        String location() {
            return LOCATION + name + ":" + version + ":" + sha256;
        }

        private boolean is(String other, String otherVersion) {
            return name.equals(other) && version.equals(otherVersion);
        }
    }

    /** How the locations of such bundles begin. */
    static final String LOCATION = "plugin:";

    State {
        bundles = List.copyOf(bundles);
        pins = List.copyOf(pins);
        history = List.copyOf(history);
    }

    /** A bundle is there, maybe in place of one that a start has left out. */
    State installed(Kept bundle) {
        Stream<Kept> others = bundles.stream().filter(b -> !b.is(bundle.name(), bundle.version()));
        return new State(Stream.concat(others, Stream.of(bundle)).toList(), pins, history);
    }

    /** {@return a bundle whose file is kept} */
    Optional<Kept> find(String name, String version) {
        return bundles.stream().filter(b -> b.is(name, version)).findFirst();
    }

    State pinned(List<PluginVersion> now) {
        return new State(bundles, now, history);
    }

    State switched(Switch last) {
        return new State(
                bundles, pins, Stream.concat(history.stream(), Stream.of(last)).toList());
    }

    /** A version is gone, and with it every way back to it. */
    State uninstalled(String name, String version) {
        return new State(
                bundles.stream().filter(b -> !b.is(name, version)).toList(),
                pins,
                history.stream().filter(s -> !s.touches(name, version)).toList());
    }

    /** {@return the last switch to a bundle} */
    Optional<Switch> last(String bundle) {
        return history.stream().filter(s -> s.bundle().equals(bundle)).reduce((first, last) -> last);
    }

    /** A switch was rolled back. */
    State without(Switch undone) {
        return new State(
                bundles, pins, history.stream().filter(s -> s != undone).toList());
    }
}
