// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import ai.djl.Device;
import io.skysense.api.device.DevicePool;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelFactory;
import io.skysense.api.model.Recompute;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.progress.Progress;
import io.skysense.api.train.Preset;
import io.skysense.api.train.TrainResult;
import io.skysense.api.train.Trainer;
import io.skysense.checkpoint.Manifest;
import io.skysense.checkpoint.RunFolder;
import io.skysense.engine.Torch;
import io.skysense.trainer.job.DataSource;
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

    /**
     * Trains with what is installed.
     *
     * @param devices leases devices
     * @param plugins leases dataset readers
     * @param models assembles models
     */
    @Activate
    public RunTrainer(
            @Reference DevicePool devices, @Reference PluginRegistry plugins, @Reference ModelFactory models) {
        this.devices = devices;
        this.plugins = plugins;
        this.models = models;
    }

    @Override
    public TrainResult train(Preset given, Path data, Path run, Progress progress) throws IOException {
        long start = System.nanoTime();
        try (DataSource source = DataSource.open(plugins, given, data, Map.of())) {
            Preset preset = Presets.settled(given, source.name());
            checkSplits(source, preset);
            Sketch sketch = sketch(preset, source);
            try (Workplace place = workplace(preset, sketch);
                    RunFolder folder = RunFolder.create(run, preset, manifest(preset, data, source, sketch))) {
                Preset whole = settledSteps(folder, preset, source, place, progress, start);
                return loop(folder, whole, source, place, progress);
            }
        }
    }

    @Override
    public TrainResult resume(Path run, Progress progress) throws IOException {
        long start = System.nanoTime();
        try (RunFolder folder = RunFolder.resume(run)) {
            Preset preset = folder.preset();
            Path data = Path.of(folder.manifest().data());
            try (DataSource source = DataSource.open(plugins, preset, data, Map.of())) {
                checkSplits(source, preset);
                try (Workplace place = workplace(preset, sketch(preset, source))) {
                    Preset whole = settledSteps(folder, preset, source, place, progress, start);
                    return loop(folder, whole, source, place, progress);
                }
            }
        }
    }

    private TrainResult loop(RunFolder folder, Preset preset, DataSource source, Workplace place, Progress progress)
            throws IOException {
        try (Session session = new Session(models, preset, source.dataset().table(), place.device())) {
            return new TrainingLoop(folder, preset, source.dataset(), session, progress).run(folder);
        }
    }

    /** Times the run once, if minutes are to decide its length, and writes the length down. */
    private Preset settledSteps(
            RunFolder folder, Preset preset, DataSource source, Workplace place, Progress progress, long start)
            throws IOException {
        double minutes = preset.train().minutes();
        if (minutes == 0) {
            return preset;
        }
        progress.begin("time the first steps", 0);
        Pace pace;
        try (Session trial =
                new Session(models, Pace.trial(preset), source.dataset().table(), place.device())) {
            pace = Pace.measure(trial, source.dataset(), preset);
        } finally {
            progress.end();
        }
        double left = 60 * minutes - (System.nanoTime() - start) / 1e9;
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

    /** What is known of a model before its device is leased. */
    private record Sketch(long bytes, Map<String, String> versions) {}

    private Sketch sketch(Preset preset, DataSource source) {
        try (Model model =
                models.create(preset.model(source.dataset().table()), Device.cpu(), preset.seed(), Recompute.NONE)) {
            return new Sketch(MemoryEstimate.bytes(model, preset), model.versions());
        }
    }

    private Workplace workplace(Preset preset, Sketch sketch) throws IOException {
        return Workplace.take(
                devices, preset.device(), sketch.bytes(), preset.train().threads(), "train " + preset.name());
    }

    private static Manifest manifest(Preset preset, Path data, DataSource source, Sketch sketch) {
        Map<String, String> bundles = new TreeMap<>(sketch.versions());
        bundles.putAll(source.versions());
        return Manifest.now(
                preset.seed(),
                data,
                bundles,
                Map.of("pytorch", Torch.engine().getVersion(), "djl", ai.djl.engine.Engine.getDjlVersion()));
    }

    /** Says at once what else would be found only at the first validation. */
    private static void checkSplits(DataSource source, Preset preset) throws IOException {
        source.dataset().size(preset.data().train());
        if (!preset.data().validation().isEmpty()) {
            source.dataset().size(preset.data().validation());
        }
    }
}
