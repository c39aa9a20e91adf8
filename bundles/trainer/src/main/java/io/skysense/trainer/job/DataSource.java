// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.job;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Modality;
import io.skysense.api.plugin.PluginLease;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.train.DataSettings;
import io.skysense.api.train.Preset;
import io.skysense.dataset.kit.DatasetFolder;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.layout.FileLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

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
        return open(
                registry.dataset(name),
                name,
                table -> options(folder, lists, preset.model(table).encoders().keySet(), preset.data()));
    }

    /**
     * Opens one of several datasets.
     *
     * @param registry leases the reader
     * @param name the dataset
     * @param folder the data folder
     * @param modalities the modalities to read
     * @param data what to do with samples that do not fit
     * @return the data; the caller closes it
     * @throws IOException if the folder or a list is missing
     * @throws io.skysense.api.config.SettingsException if no such reader is installed
     */
    public static DataSource open(
            PluginRegistry registry, String name, Path folder, Set<Modality> modalities, DataSettings data)
            throws IOException {
        return open(registry.dataset(name), name, table -> options(folder, Map.of(), modalities, data));
    }

    private static DatasetOptions options(
            Path folder, Map<String, Path> lists, Set<Modality> modalities, DataSettings data) {
        return new DatasetOptions(folder, lists, modalities, data.sizeMismatch(), data.badFile(), data.remote());
    }

    /** Takes the lease over, also where this fails. */
    private static DataSource open(
            PluginLease<DatasetReader> lease, String name, Function<DatasetTable, DatasetOptions> options)
            throws IOException {
        try {
            DatasetReader reader = lease.plugin();
            return new DataSource(lease, reader.open(options.apply(reader.table())), name);
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

    /**
     * Finds the list file of a split.
     *
     * @param folder the data folder
     * @param split the split
     * @return the file
     * @throws IOException if the folder or the file is missing
     */
    public Path list(Path folder, String split) throws IOException {
        FileLayout layout =
                lease.plugin() instanceof DatasetIndexer own ? own.definition().files() : FileLayout.DEFAULTS;
        return new DatasetFolder(folder).list(name, split, layout);
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
