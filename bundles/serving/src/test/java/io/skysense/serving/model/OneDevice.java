// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.model;

import ai.djl.Device;
import io.skysense.api.device.DeviceLease;
import io.skysense.api.device.DevicePool;
import io.skysense.api.device.DeviceRequest;
import io.skysense.api.device.DeviceStatistics;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The processor, and a {@link BrighterModel} in every run but those called {@code broken}. */
public final class OneDevice implements DevicePool, ModelLoader {

    private final AtomicInteger leases = new AtomicInteger();
    private final List<BrighterModel> opened = new ArrayList<>();

    /** {@return models on this device} */
    public ServedModels models() {
        return new ServedModels(this, this, new ServedModels.Settings("cpu", 1, Duration.ZERO));
    }

    int leases() {
        return leases.get();
    }

    List<BrighterModel> opened() {
        return opened;
    }

    @Override
    public Model open(Path run, Device device) throws IOException {
        if (run.endsWith("broken")) {
            throw new IOException(run + ": no run");
        }
        BrighterModel model = new BrighterModel();
        opened.add(model);
        return model;
    }

    @Override
    public DeviceLease lease(DeviceRequest request) {
        leases.incrementAndGet();
        return new DeviceLease() {
            @Override
            public Device device() {
                return Device.cpu();
            }

            @Override
            public long budgetBytes() {
                return request.budgetBytes();
            }

            @Override
            public void close() {
                leases.decrementAndGet();
            }
        };
    }

    @Override
    public List<DeviceStatistics> statistics() {
        return List.of();
    }
}
