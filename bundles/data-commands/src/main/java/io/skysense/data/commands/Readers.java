// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.plugin.PluginInfo;
import io.skysense.api.plugin.PluginLease;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.dataset.kit.DatasetDefinition;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.shell.UsageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The datasets that are installed. */
final class Readers {

    private static final String KIND = "dataset";

    private final PluginRegistry registry;
    private final List<DatasetIndexer> indexers;

    Readers(PluginRegistry registry, List<DatasetIndexer> indexers) {
        this.registry = registry;
        this.indexers = List.copyOf(indexers);
    }

    /** {@return their names, sorted} */
    List<String> names() {
        return registry.plugins().stream()
                .filter(plugin -> plugin.kind().equals(KIND))
                .map(PluginInfo::name)
                .distinct()
                .sorted()
                .toList();
    }

    /** {@return their tables, sorted by name} */
    List<DatasetTable> tables() {
        List<DatasetTable> tables = new ArrayList<>();
        for (String name : names()) {
            try (PluginLease<DatasetReader> lease = registry.dataset(name)) {
                tables.add(lease.plugin().table());
            }
        }
        return tables;
    }

    /**
     * Leases the reader of a dataset.
     *
     * @param name of the dataset
     * @return the lease; the caller closes it
     * @throws UsageException if none of that name is installed; names those that are
     */
    PluginLease<DatasetReader> lease(String name) throws UsageException {
        if (!names().contains(name)) {
            throw new UsageException("there is no dataset " + name + "; installed are " + String.join(", ", names()));
        }
        return registry.dataset(name);
    }

    /** {@return what finds the files of a dataset, if its bundle has that} */
    Optional<DatasetIndexer> indexer(String name) {
        return indexers.stream()
                .filter(i -> i.definition().table().name().equals(name))
                .findFirst();
    }

    /** {@return the definitions of the datasets that have one, sorted by name} */
    List<DatasetDefinition> definitions() {
        List<String> names = names();
        return indexers.stream()
                .map(DatasetIndexer::definition)
                .filter(d -> names.contains(d.table().name()))
                .sorted(Comparator.comparing(d -> d.table().name()))
                .toList();
    }
}
