// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import io.skysense.api.data.DatasetTable;
import io.skysense.api.train.Preset;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is needed to use weights, kept in their file: how to build the model, and what it was trained on.
 *
 * @param step optimiser steps done
 * @param preset the experiment, complete
 * @param table bands with their normalisation, and classes
 * @param versions version of every bundle that a part came from, by symbolic name
 * @param figures the validation's figures at that step, empty if there was none
 */
public record ModelCard(
        long step, Preset preset, DatasetTable table, Map<String, String> versions, Map<String, Double> figures) {

    /** Copies the maps. */
    public ModelCard {
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
        figures = Collections.unmodifiableMap(new TreeMap<>(figures));
    }
}
