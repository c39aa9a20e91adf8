// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.model;

import ai.djl.Device;
import io.skysense.api.device.DeviceLease;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelLoader;
import io.skysense.api.plugin.PluginRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processor, and a {@link BrighterModel} in every run but those called {@code broken}. */
public final class OneDevice implements DeviceLease, ModelLoader {

    private final List<BrighterModel> opened = new ArrayList<>();
    private String version = "1.2.3";

    /** {@return models on this device} */
    public ServedModels models() {
        return new ServedModels(this, this);
    }

    /** From now on models are of another version. */
    void serve(String next) {
        version = next;
    }

    List<BrighterModel> opened() {
        return opened;
    }

    @Override
    public Model open(Path run, Device device) throws IOException {
        if (run.endsWith("broken")) {
            throw new IOException(run + ": no run");
        }
        BrighterModel model = new BrighterModel(version);
        opened.add(model);
        return model;
    }

    @Override
    public ModelLoader with(PluginRegistry registry) {
        return this;
    }

    @Override
    public Device device() {
        return Device.cpu();
    }

    @Override
    public long budgetBytes() {
        return 1;
    }

    @Override
    public void close() {}
}
