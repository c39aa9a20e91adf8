// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import ai.djl.ndarray.NDArray;
import io.skysense.api.model.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells which part of a model used how much processor time: the time up to an array is that of the array's part. */
final class PartClock implements Probe {

    private final Map<String, Double> spent = new LinkedHashMap<>();
    private double last;

    /** Begins to measure a pass. */
    void start() {
        spent.clear();
        last = now();
    }

    @Override
    public void see(String name, NDArray array) {
        double seconds = now() - last;
        int dot = name.indexOf('.');
        spent.merge(dot < 0 ? "uper" : name.substring(0, dot), seconds, Double::sum);
        // The clock's own time belongs to no part.
        last = now();
    }

    /** {@return CPU-seconds by part: hr, s2, s1, vae, fusion, uper} */
    Map<String, Double> seconds() {
        return Collections.unmodifiableMap(spent);
    }

    private static double now() {
        try {
            return CpuClock.seconds();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
