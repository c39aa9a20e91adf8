// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.finetune;

import ai.djl.Device;
import io.skysense.api.config.Settings;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.model.ModelFactory;
import io.skysense.api.model.ModelOutline;
import io.skysense.api.model.Recompute;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.train.DataSettings;
import io.skysense.api.train.Preset;
import io.skysense.trainer.job.DataSource;
import io.skysense.trainer.job.Job;
import io.skysense.trainer.job.Learner;
import io.skysense.trainer.job.Presets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Training of a backbone with a head on one dataset. */
public final class FineTuning implements Job {

    private final ModelFactory models;
    private final DataSource source;
    private final Path folder;
    private final Preset preset;
    private final long epoch;
    private final long validation;

    private FineTuning(ModelFactory models, DataSource source, Path folder, Preset preset) throws IOException {
        this.models = models;
        this.source = source;
        this.folder = folder;
        this.preset = preset;
        // At once, what else would be found only at the first validation.
        epoch = source.dataset().size(preset.data().train());
        validation = validated() ? source.dataset().size(preset.data().validation()) : 0;
    }

    /**
     * Opens the data.
     *
     * @param plugins leases the reader
     * @param models assembles the model
     * @param given the experiment
     * @param folder the data folder
     * @return the job; the caller closes it
     * @throws IOException if the folder or a list cannot be read
     */
    public static FineTuning open(PluginRegistry plugins, ModelFactory models, Preset given, Path folder)
            throws IOException {
        DataSource source = DataSource.open(plugins, given, folder, Map.of());
        try {
            DataSettings data = Settings.of(given.data())
                    .with("dataset", "\"" + source.name() + "\"")
                    .over(DataSettings.DEFAULTS);
            return new FineTuning(models, source, folder, Presets.with(given, data));
        } catch (IOException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    @Override
    public Preset preset() {
        return preset;
    }

    @Override
    public ModelOutline outline() {
        return models.outline(preset.model(dataset().table()));
    }

    @Override
    public int[] extent() {
        return new int[] {preset.data().crop(), preset.data().crop()};
    }

    @Override
    public Optional<DatasetTable> table() {
        return Optional.of(dataset().table());
    }

    @Override
    public Map<String, String> versions() {
        return source.versions();
    }

    @Override
    public List<Path> lists() throws IOException {
        List<Path> lists = new ArrayList<>();
        lists.add(source.list(folder, preset.data().train()));
        if (validated()) {
            lists.add(source.list(folder, preset.data().validation()));
        }
        return lists;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public long validation() {
        return validation;
    }

    @Override
    public long leftOut() {
        return dataset().leftOut();
    }

    /** The untrained head says nothing that a person would compare with. */
    @Override
    public boolean judgesUntrained() {
        return false;
    }

    @Override
    public Learner learner(Device device, Recompute recompute) {
        return new HeadLearner(
                models.create(preset.model(dataset().table()), device, preset.seed(), recompute), dataset(), preset);
    }

    @Override
    public void close() {
        source.close();
    }

    private boolean validated() {
        return !preset.data().validation().isEmpty();
    }

    private Dataset dataset() {
        return source.dataset();
    }
}
