// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.plugin;

import io.skysense.api.data.DatasetReader;
import io.skysense.api.model.Backbone;
import io.skysense.api.model.ModalityEncoder;
import io.skysense.api.plugin.PluginInfo;
import io.skysense.api.plugin.PluginLease;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.plugin.PluginVersion;
import io.skysense.api.task.TaskHead;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** The registry as it will be once some versions serve. */
final class PreferringRegistry implements PluginRegistry {

    private final LeasingPluginRegistry registry;
    private final List<PluginVersion> candidates;

    PreferringRegistry(LeasingPluginRegistry registry, Collection<PluginVersion> candidates) {
        this.registry = registry;
        this.candidates = List.copyOf(candidates);
    }

    @Override
    public PluginLease<DatasetReader> dataset(String name) {
        return lease("dataset", name, registry::dataset, registry::dataset);
    }

    @Override
    public PluginLease<ModalityEncoder> encoder(String name) {
        return lease("encoder", name, registry::encoder, registry::encoder);
    }

    @Override
    public PluginLease<Backbone> backbone(String name) {
        return lease("backbone", name, registry::backbone, registry::backbone);
    }

    @Override
    public PluginLease<TaskHead> head(String name) {
        return lease("head", name, registry::head, registry::head);
    }

    @Override
    public List<PluginInfo> plugins() {
        return registry.plugins();
    }

    private <T> PluginLease<T> lease(
            String kind,
            String name,
            Function<PluginVersion, PluginLease<T>> preferred,
            Function<String, PluginLease<T>> serving) {
        return candidates.stream()
                .filter(c -> c.kind().equals(kind) && c.name().equals(name))
                .findFirst()
                .map(preferred)
                .orElseGet(() -> serving.apply(name));
    }
}
