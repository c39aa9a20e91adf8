// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.job;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.plugin.PluginLease;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.train.Preset;
import io.skysense.dataset.kit.DatasetFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A dataset in use: open, with the lease on its reader. */
public final class DataSource implements AutoCloseable {

    private final PluginLease<DatasetReader> lease;
    private final Dataset dataset;
    private final String name;

    private DataSource(PluginLease<DatasetReader> lease, Dataset dataset, String name) {
        this.lease = lease;
        this.dataset = dataset;
        this.name = name;
    }

    /**
     * Opens the data of an experiment.
     *
     * @param registry leases the reader
     * @param preset names the dataset; if it does not, the one whose list file of the training split is in the folder
     * @param folder the data folder
     * @param lists list files by split, beside the dataset's own
     * @return the data; the caller closes it
     * @throws IOException if the folder or a list is missing
     * @throws io.skysense.api.config.SettingsException if no such reader is installed
     */
    public static DataSource open(PluginRegistry registry, Preset preset, Path folder, Map<String, Path> lists)
            throws IOException {
        String name = preset.data().dataset().isEmpty()
                ? new DatasetFolder(folder).onlyDataset(preset.data().train())
                : preset.data().dataset();
        PluginLease<DatasetReader> lease = registry.dataset(name);
        try {
            DatasetTable table = lease.plugin().table();
            DatasetOptions options = new DatasetOptions(
                    folder,
                    lists,
                    preset.model(table).encoders().keySet(),
                    preset.data().sizeMismatch(),
                    preset.data().badFile(),
                    preset.data().remote());
            return new DataSource(lease, lease.plugin().open(options), name);
        } catch (IOException | RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    /** {@return the dataset} */
    public Dataset dataset() {
        return dataset;
    }

    /** {@return what it is called in presets} */
    public String name() {
        return name;
    }

    /** {@return version of the reader's bundle, by its symbolic name} */
    public Map<String, String> versions() {
        return Map.of(lease.bundle(), lease.version());
    }

    @Override
    public void close() {
        try (lease) {
            dataset.close();
        }
    }
}
