// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import io.skysense.api.train.Preset;
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
 * @param lists SHA-256 of every list file that is read, by its path
 * @param weights SHA-256 of every file that the weights began with, by its path
 * @param preset the experiment as it was given, before data folder and machine settled what it leaves open; null in
 *     manifests of before there was one
 */
public record Manifest(
        String created,
        long seed,
        String data,
        Map<String, String> bundles,
        Map<String, String> libraries,
        Map<String, String> machine,
        Map<String, String> lists,
        Map<String, String> weights,
        Preset preset) {

    /**
     * Without lists, weights and preset.
     *
     * @param created when, in UTC, to the second
     * @param seed the source of every random choice
     * @param data the data folder, absolute
     * @param bundles version of every bundle that took part, by symbolic name
     * @param libraries version of every library that computes, by name
     * @param machine operating system, processors, memory, Java
     */
    public Manifest(
            String created,
            long seed,
            String data,
            Map<String, String> bundles,
            Map<String, String> libraries,
            Map<String, String> machine) {
        this(created, seed, data, bundles, libraries, machine, Map.of(), Map.of(), null);
    }

    /** Copies the maps. */
    public Manifest {
        lists = lists == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(lists));
        weights = weights == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(weights));
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
        return new Manifest(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                seed,
                data.toAbsolutePath().normalize().toString(),
                bundles,
                libraries,
                Machine.facts());
    }

    /**
     * The same with what a run reads.
     *
     * @param listed SHA-256 of every list file, by its path
     * @param begun SHA-256 of every file that the weights begin with, by its path
     * @param given the experiment as it was given
     * @return the manifest
     */
    public Manifest with(Map<String, String> listed, Map<String, String> begun, Preset given) {
        return new Manifest(created, seed, data, bundles, libraries, machine, listed, begun, given);
    }
}
