// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.model;

import io.skysense.api.device.DeviceLease;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelLoader;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.plugin.PluginVersion;
import io.skysense.api.plugin.SwapParticipant;
import io.skysense.serving.http.HttpFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The models that are served, by name, in the order in which they were opened; all on one device.
 *
 * <p>Before another version of a plug-in serves, the models that it is part of are built with it and tried; then they take
 * the places of the old ones, which are closed when their last user has left. No request finds no model.
 */
public final class ServedModels implements SwapParticipant, AutoCloseable {

    private final ModelLoader loader;
    private final DeviceLease device;
    private final Processors processors;
    private final Map<String, ServedModel> models = Collections.synchronizedMap(new LinkedHashMap<>());

    /**
     * None yet, which will have the processors to themselves.
     *
     * @param loader opens runs
     * @param device where models run; stays the caller's
     */
    public ServedModels(ModelLoader loader, DeviceLease device) {
        this(loader, device, new Processors());
    }

    /**
     * None yet.
     *
     * @param loader opens runs
     * @param device where models run; stays the caller's
     * @param processors that its models share, and others may
     */
    public ServedModels(ModelLoader loader, DeviceLease device, Processors processors) {
        this.loader = loader;
        this.device = device;
        this.processors = processors;
    }

    /**
     * What is done with a model.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    public interface Work<T> {

        /**
         * Does it.
         *
         * @param model stays open meanwhile
         * @return what comes of it
         * @throws HttpFailure for the client
         */
        T with(ServedModel model) throws HttpFailure;
    }

    /**
     * Opens the model of a run, and tries it.
     *
     * @param name what clients call it
     * @param run the folder of the run
     * @throws IOException if the run has no model that can be used
     * @throws IllegalArgumentException if the name is taken
     */
    public void open(String name, Path run) throws IOException {
        if (models.containsKey(name)) {
            throw new IllegalArgumentException("two models are called " + name);
        }
        models.put(name, tried(loader, name, run, 1));
    }

    private ServedModel tried(ModelLoader from, String name, Path run, int version) throws IOException {
        Model built = processors.share(() -> from.open(run, device.device()));
        ServedModel model = new ServedModel(name, run, version, built, processors);
        try {
            Trial.of(model);
            return model;
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /**
     * Uses a model.
     *
     * @param name what clients call it
     * @param work what to do with it
     * @param <T> what comes of it
     * @return what came of it
     * @throws HttpFailure 404 if there is no such model, or that of the work
     */
    public <T> T use(String name, Work<T> work) throws HttpFailure {
        while (true) {
            ServedModel model = models.get(name);
            if (model == null) {
                throw new HttpFailure(HttpFailure.NOT_FOUND, "there is no model " + name);
            }
            var use = model.use();
            if (use.isPresent()) {
                try (ServedModel.Use held = use.get()) {
                    return work.with(model);
                }
            }
            // It was replaced since it was looked up, so the next look finds its successor.
            Thread.onSpinWait();
        }
    }

    /** {@return the names} */
    public List<String> names() {
        synchronized (models) {
            return List.copyOf(models.keySet());
        }
    }

    @Override
    public Swap prepare(PluginVersion candidate, PluginRegistry with) throws IOException {
        ModelLoader next = loader.with(with);
        ModelSwap swap = new ModelSwap(models);
        try {
            for (ServedModel model : all()) {
                String serves = model.bundles().get(candidate.bundle());
                if (serves != null && !serves.equals(candidate.version())) {
                    swap.add(tried(next, model.name(), model.run(), model.version() + 1));
                }
            }
            return swap;
        } catch (IOException | RuntimeException e) {
            swap.close();
            throw e;
        }
    }

    private List<ServedModel> all() {
        synchronized (models) {
            return List.copyOf(models.values());
        }
    }

    @Override
    public void close() {
        List<ServedModel> last = all();
        models.clear();
        last.forEach(ServedModel::close);
    }
}
