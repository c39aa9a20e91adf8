// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of a run, in its {@code metrics.json}.
 *
 * @param steps optimiser steps done
 * @param bestStep step of the best validation
 * @param figures its figures by name, with those that they are to be compared with
 * @param perClass figures by class or dataset, then by name
 */
public record RunSummary(
        long steps, long bestStep, Map<String, Double> figures, Map<String, Map<String, Double>> perClass) {

    /** Copies the maps. */
    public RunSummary {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        perClass = Collections.unmodifiableMap(new LinkedHashMap<>(perClass));
    }
}
