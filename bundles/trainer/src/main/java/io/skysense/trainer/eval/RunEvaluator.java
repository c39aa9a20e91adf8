// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.eval;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.LabelKind;
import io.skysense.api.device.DevicePool;
import io.skysense.api.infer.TestTime;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelLoader;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.progress.Progress;
import io.skysense.api.task.MetricReport;
import io.skysense.api.train.EvaluatedSample;
import io.skysense.api.train.EvaluationRequest;
import io.skysense.api.train.Evaluator;
import io.skysense.api.train.Preset;
import io.skysense.checkpoint.RunFolder;
import io.skysense.checkpoint.WeightsFile;
import io.skysense.trainer.job.DataSource;
import io.skysense.trainer.job.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Evaluates runs on the calling thread. */
@Component
public final class RunEvaluator implements Evaluator {

    private static final String LIST = "list";
    private static final long IMAGE_BYTES = 1L << 30;

    private final DevicePool devices;
    private final PluginRegistry plugins;
    private final ModelLoader models;

    /**
     * Evaluates with what is installed.
     *
     * @param devices leases devices
     * @param plugins leases dataset readers
     * @param models opens the models of runs
     */
    @Activate
    public RunEvaluator(
            @Reference DevicePool devices, @Reference PluginRegistry plugins, @Reference ModelLoader models) {
        this.devices = devices;
        this.plugins = plugins;
        this.models = models;
    }

    @Override
    public MetricReport evaluate(EvaluationRequest request, Consumer<EvaluatedSample> each, Progress progress)
            throws IOException {
        try (RunFolder run = RunFolder.open(request.run())) {
            Preset preset = run.preset();
            if (preset.pretrains()) {
                throw new DatasetException(request.run() + ": a pretraining run has no head to evaluate; the figures of"
                        + " its validations are in its metrics.csv and metrics.json");
            }
            Path data = request.data().orElse(Path.of(run.manifest().data()));
            Map<String, Path> lists = request.list().map(l -> Map.of(LIST, l)).orElse(Map.of());
            String split = request.list().isPresent() ? LIST : preset.data().validation();
            if (split.isEmpty()) {
                throw new DatasetException(request.run() + ": the run has no validation split; name a list file");
            }
            try (DataSource source = DataSource.open(plugins, preset, data, lists);
                    Workplace place = workplace(run, preset, request.testTime());
                    Model model = models.open(request.run(), place.device())) {
                checkTable(request.run(), model, source.dataset().table());
                Evaluation evaluation = new Evaluation(model, preset.data(), request.testTime());
                return evaluate(evaluation, source, split, each, progress);
            }
        }
    }

    private static MetricReport evaluate(
            Evaluation evaluation, DataSource source, String split, Consumer<EvaluatedSample> each, Progress progress)
            throws IOException {
        long[] done = {0};
        progress.begin("evaluate", source.dataset().size(split));
        try {
            return evaluation.run(source.dataset(), split, (sample, prediction) -> {
                if (progress.cancelled()) {
                    throw new CancellationException("evaluation cancelled after " + done[0] + " samples");
                }
                each.accept(new EvaluatedSample(sample, Said.of(prediction)));
                progress.update(++done[0], Map.of());
                return true;
            });
        } finally {
            progress.end();
        }
    }

    /** A run that was trained on a GPU can be evaluated where there is none. */
    private Workplace workplace(RunFolder run, Preset preset, TestTime testTime) throws IOException {
        long weights;
        try (WeightsFile file = run.weights()) {
            weights = Files.size(file.path());
        }
        double largest = Math.max(1, Collections.max(testTime.scales()));
        long image = (long) (IMAGE_BYTES * largest * largest);
        String kind = preset.device().startsWith("gpu") ? "auto" : preset.device();
        return Workplace.take(devices, kind, weights + image, preset.train().threads(), "evaluate " + preset.name());
    }

    private static void checkTable(Path run, Model model, DatasetTable given) throws DatasetException {
        DatasetTable trained = model.spec().table();
        LabelKind kind = model.head().kind();
        boolean quantities = kind == LabelKind.PIXEL_VALUES || kind == LabelKind.IMAGE_VALUES;
        if (!trained.classes().equals(given.classes())
                || !trained.bands().equals(given.bands())
                || quantities && !trained.quantities().equals(given.quantities())) {
            throw new DatasetException(run + ": was trained on other bands, classes or quantities than the dataset "
                    + given.name() + " has now");
        }
    }
}
