// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.plugin;

import io.skysense.api.model.Backbone;
import io.skysense.api.model.ModalityEncoder;
import io.skysense.api.task.TaskHead;
import java.time.Duration;
import java.util.List;

/** A registry with plug-ins in it, for tests outside a framework. */
public final class Installed {

    private Installed() {}

    public static LeasingPluginRegistry registry(
            List<ModalityEncoder> encoders, List<Backbone> backbones, List<TaskHead> heads) {
        LeasingPluginRegistry registry = new LeasingPluginRegistry(Duration.ofSeconds(10));
        encoders.forEach(p -> registry.bindEncoder(p, new InstalledService<>("encoders", "1.2.0", 1)));
        backbones.forEach(p -> registry.bindBackbone(p, new InstalledService<>("backbones", "1.3.0", 2)));
        heads.forEach(p -> registry.bindHead(p, new InstalledService<>("heads", "1.4.0", 3)));
        return registry;
    }

    /** One more encoder. */
    public static void encoder(LeasingPluginRegistry registry, ModalityEncoder plugin) {
        registry.bindEncoder(plugin, new InstalledService<>("encoders", "1.2.0", 4));
    }
}
