// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import io.skysense.api.device.DevicePool;
import io.skysense.api.device.DeviceUnavailableException;
import io.skysense.api.incontext.InContextModelFactory;
import io.skysense.api.model.ModelFactory;
import io.skysense.api.model.ModelOutline;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.progress.Progress;
import io.skysense.api.train.Preset;
import io.skysense.api.train.TrainResult;
import io.skysense.api.train.Trainer;
import io.skysense.checkpoint.Manifest;
import io.skysense.checkpoint.RunFolder;
import io.skysense.engine.Torch;
import io.skysense.trainer.finetune.FineTuning;
import io.skysense.trainer.incontext.Pretraining;
import io.skysense.trainer.job.Job;
import io.skysense.trainer.job.Presets;
import io.skysense.trainer.job.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Trains on the calling thread; the loader's threads work ahead of it.
 *
 * <p>Several runs may train at a time, but PyTorch has one generator for dropout and its like in a process: a run is
 * repeatable bit by bit where no other trains beside it.
 */
@Component
public final class RunTrainer implements Trainer {

    private final DevicePool devices;
    private final PluginRegistry plugins;
    private final ModelFactory models;
    private final InContextModelFactory contexts;

    /**
     * Trains with what is installed.
     *
     * @param devices leases devices
     * @param plugins leases dataset readers
     * @param models assembles models with a head
     * @param contexts assembles in-context models
     */
    @Activate
    public RunTrainer(
            @Reference DevicePool devices,
            @Reference PluginRegistry plugins,
            @Reference ModelFactory models,
            @Reference InContextModelFactory contexts) {
        this.devices = devices;
        this.plugins = plugins;
        this.models = models;
        this.contexts = contexts;
    }

    @Override
    public TrainResult train(Preset given, Path data, Path run, Progress progress) throws IOException {
        long start = System.nanoTime();
        try (Job job = open(given, data)) {
            Preset preset = Presets.threads(job.preset());
            ModelOutline outline = job.outline();
            Manifest manifest = manifest(given, data, job, outline)
                    .with(FileDigests.of(job.lists()), Beginning.digests(given), given);
            try (Workplace place = workplace(job, preset, outline, progress);
                    RunFolder folder = RunFolder.create(run, preset, manifest)) {
                Preset whole = settledSteps(folder, preset, job, place, progress, start);
                return loop(folder, whole, job, place, progress);
            }
        }
    }

    @Override
    public TrainResult resume(Path run, Progress progress) throws IOException {
        long start = System.nanoTime();
        try (RunFolder folder = RunFolder.resume(run)) {
            Preset preset = folder.preset();
            Manifest manifest = folder.manifest();
            try (Job job = open(preset, Path.of(manifest.data()))) {
                FileDigests.changes(manifest.lists(), job.lists()).forEach(progress::note);
                try (Workplace place = workplace(job, preset, job.outline(), progress)) {
                    Preset whole = settledSteps(folder, preset, job, place, progress, start);
                    return loop(folder, whole, job, place, progress);
                }
            }
        }
    }

    private Job open(Preset preset, Path data) throws IOException {
        return preset.pretrains()
                ? Pretraining.open(plugins, contexts, preset, data)
                : FineTuning.open(plugins, models, preset, data);
    }

    private static TrainResult loop(RunFolder folder, Preset preset, Job job, Workplace place, Progress progress)
            throws IOException {
        try (Session session = new Session(job, preset, place.device(), Beginning.of(folder, preset, progress))) {
            return new TrainingLoop(folder, preset, job, session, progress).run();
        }
    }

    /** Times the run once, if minutes are to decide its length, and writes the length down. */
    private static Preset settledSteps(
            RunFolder folder, Preset preset, Job job, Workplace place, Progress progress, long start)
            throws IOException {
        double minutes = preset.train().minutes();
        if (minutes == 0) {
            return preset;
        }
        progress.begin("time the first steps", 0);
        Pace pace;
        try (Session trial = new Session(job, Pace.trial(preset), place.device(), Beginning.RANDOM)) {
            pace = Pace.measure(trial, job, preset);
        } finally {
            progress.end();
        }
        double left = 60 * minutes - (System.nanoTime() - start) / 1e9;
        if (job.judgesUntrained()) {
            left -= pace.validation();
        }
        Preset whole = Presets.steps(preset, pace.steps(left, preset.train()));
        folder.settle(whole);
        progress.note(String.format(
                Locale.ROOT,
                "%d steps of %.2f s and validations of %.1f s fill %.4g minutes",
                whole.train().steps(),
                pace.step(),
                pace.validation(),
                minutes));
        return whole;
    }

    private Workplace workplace(Job job, Preset preset, ModelOutline outline, Progress progress) throws IOException {
        MemoryNeed need = MemoryNeed.of(job, outline);
        progress.note("training takes " + need);
        try {
            return Workplace.take(
                    devices, preset.device(), need.bytes(), preset.train().threads(), "train " + preset.name());
        } catch (DeviceUnavailableException e) {
            DeviceUnavailableException named =
                    new DeviceUnavailableException(e.getMessage() + "; training takes " + need);
            named.initCause(e);
            throw named;
        }
    }

    private static Manifest manifest(Preset preset, Path data, Job job, ModelOutline outline) {
        Map<String, String> bundles = new TreeMap<>(outline.versions());
        bundles.putAll(job.versions());
        return Manifest.now(
                preset.seed(),
                data,
                BundleVersions.involved(bundles),
                Map.of("pytorch", Torch.engine().getVersion(), "djl", ai.djl.engine.Engine.getDjlVersion()));
    }
}
