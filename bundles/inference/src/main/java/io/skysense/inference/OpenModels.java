// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import ai.djl.Device;
import io.skysense.api.infer.MapRequest;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelLoader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The models of a job.
 *
 * @param all one a request
 */
record OpenModels(List<Model> all) implements AutoCloseable {

    /**
     * Opens them.
     *
     * @param requests name their runs
     * @param loader opens runs
     * @param device where the weights live
     * @return the models; the caller closes them
     * @throws IOException if a run cannot be used
     */
    static OpenModels of(List<MapRequest> requests, ModelLoader loader, Device device) throws IOException {
        OpenModels models = new OpenModels(new ArrayList<>());
        try {
            for (MapRequest request : requests) {
                models.all.add(loader.open(request.run(), device));
            }
            return models;
        } catch (IOException | RuntimeException | Error e) {
            models.close();
            throw e;
        }
    }

    /** {@return the models by number, those together whose features are the same: they share a pass over the backbone} */
    List<List<Integer>> passes() {
        if (all.size() == 1) {
            return List.of(List.of(0));
        }
        Map<String, List<Integer>> passes = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            String features =
                    ModelDigest.ofBackbone(all.get(i)) + " " + all.get(i).head().dates();
            passes.computeIfAbsent(features, k -> new ArrayList<>()).add(i);
        }
        return List.copyOf(passes.values());
    }

    @Override
    public void close() {
        all.forEach(Model::close);
    }
}
