// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.incontext;

import ai.djl.Device;
import io.skysense.api.config.Settings;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.incontext.InContextModelFactory;
import io.skysense.api.model.ModelOutline;
import io.skysense.api.model.Probe;
import io.skysense.api.model.Recompute;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.train.InContextSettings;
import io.skysense.api.train.Preset;
import io.skysense.dataset.kit.DatasetFolder;
import io.skysense.trainer.job.Job;
import io.skysense.trainer.job.Learner;
import io.skysense.trainer.job.Presets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** In-context pretraining of a complete model on a mixture of datasets (SkySense++, 2025, stage 2). */
public final class Pretraining implements Job {

    private final InContextModelFactory models;
    private final ContextSources sources;
    private final DatasetFolder folder;
    private final Preset preset;
    private final Collages collages;

    private Pretraining(InContextModelFactory models, ContextSources sources, DatasetFolder folder, Preset preset)
            throws IOException {
        this.models = models;
        this.sources = sources;
        this.folder = folder;
        this.preset = preset;
        this.collages = Collages.of(sources.datasets(), validated(), preset);
    }

    /**
     * Opens the data.
     *
     * @param plugins leases the readers
     * @param models assembles the model
     * @param given the experiment
     * @param folder the data folder, with a folder for each dataset
     * @return the job; the caller closes it
     * @throws IOException if the folder or a list cannot be read
     */
    public static Pretraining open(PluginRegistry plugins, InContextModelFactory models, Preset given, Path folder)
            throws IOException {
        ContextSources sources = new ContextSources(plugins, given, folder);
        try {
            String names = "[\"" + String.join("\", \"", sources.names()) + "\"]";
            InContextSettings context =
                    Settings.of(given.context()).with("datasets", names).over(InContextSettings.DEFAULTS);
            return new Pretraining(models, sources, new DatasetFolder(folder), Presets.with(given, context));
        } catch (IOException | RuntimeException e) {
            sources.close();
            throw e;
        }
    }

    /** A dataset that was published without a validation list is trained on, and not judged. */
    private List<Dataset> validated() throws IOException {
        String split = preset.data().validation();
        if (split.isEmpty()) {
            return List.of();
        }
        Set<String> listed = folder.datasets(split);
        List<Dataset> found = new ArrayList<>();
        for (Dataset dataset : sources.datasets()) {
            if (listed.contains(dataset.table().name())) {
                found.add(dataset);
            }
        }
        if (found.isEmpty()) {
            throw new DatasetException(folder.path() + ": none of the datasets has a list file of the split " + split
                    + "; set data.validation to \"\" to train without validation");
        }
        return found;
    }

    @Override
    public Preset preset() {
        return preset;
    }

    @Override
    public ModelOutline outline() {
        return models.outline(preset.inContext());
    }

    @Override
    public int[] extent() {
        return new int[] {2 * preset.context().size(), preset.context().size()};
    }

    @Override
    public Optional<DatasetTable> table() {
        return Optional.empty();
    }

    @Override
    public Map<String, String> versions() {
        return sources.versions();
    }

    @Override
    public List<Path> lists() throws IOException {
        List<Path> lists = new ArrayList<>();
        for (String name : sources.names()) {
            lists.add(folder.list(name, preset.data().train()));
        }
        for (Dataset dataset : validated()) {
            lists.add(folder.list(dataset.table().name(), preset.data().validation()));
        }
        return lists;
    }

    @Override
    public long epoch() {
        return collages.training().epochLength();
    }

    @Override
    public long validation() {
        return collages.validation();
    }

    @Override
    public long leftOut() {
        return collages.replaced();
    }

    @Override
    public boolean judgesUntrained() {
        return true;
    }

    @Override
    public Learner learner(Device device, Recompute recompute) {
        return new CollageLearner(
                models.create(preset.inContext(), device, preset.seed(), recompute, Probe.NONE), collages, preset);
    }

    @Override
    public void close() {
        sources.close();
    }
}
