// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.incontext;

import io.skysense.api.config.SettingsException;
import io.skysense.api.data.BandTable;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Modality;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.train.Preset;
import io.skysense.dataset.kit.DatasetFolder;
import io.skysense.trainer.job.DataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The datasets of a mixture, open, with the leases on their readers. */
final class ContextSources implements AutoCloseable {

    private final Deque<DataSource> sources = new ArrayDeque<>();

    /**
     * Opens them.
     *
     * @param plugins leases the readers
     * @param preset names the datasets; if it names none, all whose training list is in the folder
     * @param folder the data folder
     * @throws IOException if the folder or a list is missing
     * @throws SettingsException if a reader is not installed, or a dataset has other bands than the model
     */
    ContextSources(PluginRegistry plugins, Preset preset, Path folder) throws IOException {
        try {
            Map<Modality, Integer> channels = preset.inContext().channels();
            for (String name : names(preset, folder)) {
                DataSource source = DataSource.open(plugins, name, folder, channels.keySet(), preset.data());
                sources.push(source);
                check(source.dataset().table(), channels);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private static List<String> names(Preset preset, Path folder) throws IOException {
        List<String> named = preset.context().datasets();
        if (!named.isEmpty()) {
            return named;
        }
        List<String> found =
                new ArrayList<>(new DatasetFolder(folder).datasets(preset.data().train()));
        if (found.isEmpty()) {
            throw new DatasetException(
                    folder + ": no list file <dataset>_" + preset.data().train() + ".json");
        }
        return found;
    }

    private static void check(DatasetTable table, Map<Modality, Integer> channels) {
        for (BandTable bands : table.bands()) {
            Integer wanted = channels.get(bands.modality());
            if (wanted != null && wanted != bands.bands().size()) {
                throw new SettingsException("encoders." + bands.modality().key() + ".in_channels: " + wanted
                        + ", but the dataset " + table.name() + " has "
                        + bands.bands().size() + " bands");
            }
        }
    }

    /** {@return the datasets, in the order of their names in the preset} */
    List<Dataset> datasets() {
        return inOrder().stream().map(DataSource::dataset).toList();
    }

    /** {@return what the datasets are called in presets} */
    List<String> names() {
        return inOrder().stream().map(DataSource::name).toList();
    }

    /** {@return version of the bundle of every reader} */
    Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        sources.forEach(source -> versions.putAll(source.versions()));
        return versions;
    }

    private List<DataSource> inOrder() {
        List<DataSource> ordered = new ArrayList<>();
        sources.descendingIterator().forEachRemaining(ordered::add);
        return ordered;
    }

    @Override
    public void close() {
        RuntimeException first = null;
        while (!sources.isEmpty()) {
            try {
                sources.pop().close();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
