// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import io.skysense.api.config.SettingsException;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.model.Backbone;
import io.skysense.api.model.ModalityEncoder;
import io.skysense.api.plugin.PluginInfo;
import io.skysense.api.plugin.PluginLease;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.task.TaskHead;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A registry of some readers, which counts the leases that are out. */
final class Installed implements PluginRegistry {

    private final List<DatasetReader> readers;
    private final AtomicInteger out = new AtomicInteger();

    Installed(List<? extends DatasetReader> readers) {
        this.readers = List.copyOf(readers);
    }

    int leasesOut() {
        return out.get();
    }

    @Override
    public PluginLease<DatasetReader> dataset(String name) {
        DatasetReader reader = readers.stream()
                .filter(r -> r.table().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new SettingsException("no " + name));
        out.incrementAndGet();
        return new PluginLease<>() {
            @Override
            public DatasetReader plugin() {
                return reader;
            }

            @Override
            public String bundle() {
                return "bundle." + name;
            }

            @Override
            public String version() {
                return "1.2.3";
            }

            @Override
            public void close() {
                out.decrementAndGet();
            }
        };
    }

    @Override
    public List<PluginInfo> plugins() {
        return readers.stream()
                .map(r -> new PluginInfo("dataset", r.table().name(), "bundle", "1.2.3", 0))
                .toList();
    }

    @Override
    public PluginLease<ModalityEncoder> encoder(String name) {
        throw new SettingsException("no encoder " + name);
    }

    @Override
    public PluginLease<Backbone> backbone(String name) {
        throw new SettingsException("no backbone " + name);
    }

    @Override
    public PluginLease<TaskHead> head(String name) {
        throw new SettingsException("no head " + name);
    }
}
