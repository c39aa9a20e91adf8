// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.model;

import io.skysense.api.plugin.SwapParticipant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Models that were built to take the places of others of the same names. */
final class ModelSwap implements SwapParticipant.Swap {

    private final Map<String, ServedModel> models;
    private final List<ServedModel> next = new ArrayList<>();

    /** Nothing yet for the places in a map. */
    ModelSwap(Map<String, ServedModel> models) {
        this.models = models;
    }

    /** Keeps a model for the place of its name. */
    void add(ServedModel model) {
        next.add(model);
    }

    @Override
    public void commit() {
        List<ServedModel> old = new ArrayList<>();
        next.forEach(model -> {
            ServedModel before = models.replace(model.name(), model);
            // None is there when the endpoint closed meanwhile.
            old.add(before == null ? model : before);
        });
        next.clear();
        old.forEach(ServedModel::close);
    }

    @Override
    public void close() {
        next.forEach(ServedModel::close);
        next.clear();
    }
}
