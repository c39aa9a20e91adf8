// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import io.skysense.api.data.DatasetTable;
import io.skysense.api.train.Preset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is needed to use weights, kept in their file: how to build the model, and what it was trained on.
 *
 * @param step optimiser steps done
 * @param preset the experiment, complete
 * @param table bands with their normalisation, and classes; null for an in-context model, which is of no one dataset
 * @param versions version of every bundle that a part came from, by symbolic name
 * @param figures the validation's figures at that step, empty if there was none
 * @param origins the files its weights began with, with their digests; empty if they began at random
 */
public record ModelCard(
        long step,
        Preset preset,
        DatasetTable table,
        Map<String, String> versions,
        Map<String, Double> figures,
        List<LoadedWeights> origins) {

    /**
     * Of weights that began at random.
     *
     * @param step optimiser steps done
     * @param preset the experiment, complete
     * @param table bands with their normalisation, and classes
     * @param versions version of every bundle that a part came from, by symbolic name
     * @param figures the validation's figures at that step, empty if there was none
     */
    public ModelCard(
            long step, Preset preset, DatasetTable table, Map<String, String> versions, Map<String, Double> figures) {
        this(step, preset, table, versions, figures, List.of());
    }

    /** Copies the collections; cards of before there were origins have none. */
    public ModelCard {
        origins = origins == null ? List.of() : List.copyOf(origins);
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
        figures = Collections.unmodifiableMap(new TreeMap<>(figures));
    }
}
