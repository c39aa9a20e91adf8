// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.model;

import io.skysense.api.device.DeviceLease;
import io.skysense.api.device.DevicePool;
import io.skysense.api.device.DeviceRequest;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelLoader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The models that are served, by name, in the order in which they were opened. */
public final class ServedModels implements AutoCloseable {

    private final ModelLoader loader;
    private final DevicePool devices;
    private final Settings settings;
    private final Map<String, ServedModel> models = Collections.synchronizedMap(new LinkedHashMap<>());

    /**
     * Where models run.
     *
     * @param device {@code auto}, {@code cpu}, {@code gpu} or one such as {@code gpu1}
     * @param memoryBytes what weights and activations of one model take at most
     * @param patience how long to wait for a device
     */
    public record Settings(String device, long memoryBytes, java.time.Duration patience) {}

    /**
     * None yet.
     *
     * @param loader opens runs
     * @param devices lends devices
     * @param settings where models run
     */
    public ServedModels(ModelLoader loader, DevicePool devices, Settings settings) {
        this.loader = loader;
        this.devices = devices;
        this.settings = settings;
    }

    /**
     * Opens the model of a run.
     *
     * @param name what clients call it
     * @param run the folder of the run
     * @return the model, which is closed with this
     * @throws IOException if the run has no model that can be used, or no device is free in time
     * @throws IllegalArgumentException if the name is taken
     */
    public ServedModel open(String name, Path run) throws IOException {
        if (models.containsKey(name)) {
            throw new IllegalArgumentException("two models are called " + name);
        }
        DeviceLease lease = lease(name);
        try {
            Model model = loader.open(run, lease.device());
            ServedModel served = new ServedModel(name, run, model, lease);
            models.put(name, served);
            return served;
        } catch (IOException | RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    private DeviceLease lease(String name) throws IOException {
        try {
            return devices.lease(
                    new DeviceRequest(settings.device(), settings.memoryBytes(), "serve " + name, settings.patience()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a device");
        }
    }

    /**
     * Finds a model.
     *
     * @param name what clients call it
     * @return the model, if there is one
     */
    public Optional<ServedModel> find(String name) {
        return Optional.ofNullable(models.get(name));
    }

    /** {@return all} */
    public Collection<ServedModel> all() {
        synchronized (models) {
            return java.util.List.copyOf(models.values());
        }
    }

    @Override
    public void close() {
        all().forEach(ServedModel::close);
    }
}
