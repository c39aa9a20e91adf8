// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run was made with, for people who want to repeat it. No environment variables, no user or host names.
 *
 * @param created when, in UTC, to the second
 * @param seed the source of every random choice
 * @param data the data folder, absolute
 * @param bundles version of every bundle that took part, by symbolic name
 * @param libraries version of every library that computes, by name
 * @param machine operating system, processors, memory, Java
 */
public record Manifest(
        String created,
        long seed,
        String data,
        Map<String, String> bundles,
        Map<String, String> libraries,
        Map<String, String> machine) {

    /** Copies the maps. */
    public Manifest {
        bundles = Collections.unmodifiableMap(new TreeMap<>(bundles));
        libraries = Collections.unmodifiableMap(new TreeMap<>(libraries));
        machine = Collections.unmodifiableMap(new TreeMap<>(machine));
    }

    /**
     * Describes a run that begins now on this machine.
     *
     * @param seed the source of every random choice
     * @param data the data folder
     * @param bundles version of every bundle that takes part, by symbolic name
     * @param libraries version of every library that computes, by name
     * @return the manifest
     */
    public static Manifest now(long seed, Path data, Map<String, String> bundles, Map<String, String> libraries) {
        Map<String, String> machine = Map.of(
                "os", property("os.name") + " " + property("os.version"),
                "arch", property("os.arch"),
                "java", property("java.vendor") + " " + property("java.version"),
                "processors", String.valueOf(Runtime.getRuntime().availableProcessors()),
                "heapBytes", String.valueOf(Runtime.getRuntime().maxMemory()));
        return new Manifest(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                seed,
                data.toAbsolutePath().normalize().toString(),
                bundles,
                libraries,
                machine);
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
