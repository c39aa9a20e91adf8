// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.Modality;
import io.skysense.api.infer.TestTime;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelLoader;
import io.skysense.api.progress.Progress;
import io.skysense.engine.GradMode;
import io.skysense.nn.predict.Predictor;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Several heads on the features of one pass over the backbone, against one pass each. */
final class HeadsPart implements Part {

    private static final int TILE = 512;
    private static final int BATCH = 2;
    private static final int HEADS = 3;

    private final Workbench bench;
    private final ModelLoader models;

    HeadsPart(Workbench bench, ModelLoader models) {
        this.bench = bench;
        this.models = models;
    }

    @Override
    public String name() {
        return "heads";
    }

    @Override
    public List<Figure> run(Stopwatch stopwatch, Progress progress) throws Exception {
        Path run = bench.run(progress);
        try (Model model = models.open(run, Device.cpu())) {
            Predictor one = new Predictor(model, TestTime.NONE);
            Predictor all = new Predictor(model, Collections.nCopies(HEADS, model.head()), TestTime.NONE);
            List<Sample> times = stopwatch.seconds(() -> predict(model, all, 1), () -> predict(model, one, HEADS));
            double ratio = times.get(1).over(times.get(0)).median();
            return List.of(
                    new Figure(
                            name(),
                            HEADS + " heads on one pass, " + BATCH + " tiles of " + TILE + " px",
                            times.get(0).median(),
                            "CPU-s",
                            times.get(0).spread(),
                            ratio,
                            "above 1 of one pass each",
                            ratio > 1),
                    Figure.plain(name(), HEADS + " heads, one pass each", times.get(1), "CPU-s"));
        }
    }

    private static void predict(Model model, Predictor predictor, int times) {
        int bands =
                model.spec().table().bands(Modality.HR).orElseThrow().bands().size();
        for (int i = 0; i < times; i++) {
            try (NDManager manager = model.manager().newSubManager();
                    GradMode off = GradMode.off()) {
                NDArray x = manager.zeros(new Shape(BATCH, bands, TILE, TILE));
                predictor.predictAll(Map.of(Modality.HR, x), TILE, TILE);
            }
        }
    }
}
