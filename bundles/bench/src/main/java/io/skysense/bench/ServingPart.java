// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.Modality;
import io.skysense.api.device.DeviceLease;
import io.skysense.api.device.DevicePool;
import io.skysense.api.device.DeviceRequest;
import io.skysense.api.infer.TestTime;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelLoader;
import io.skysense.api.progress.Progress;
import io.skysense.engine.GradMode;
import io.skysense.engine.ops.Arithmetic;
import io.skysense.nn.predict.Predictor;
import io.skysense.serving.model.ServedModels;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Requests a second of a served model and how long each takes, against a bare loop over the same model. */
final class ServingPart implements Part {

    private static final String NAME = "served";
    private static final int SIDE = 256;
    private static final int BANDS = 3;
    private static final int REQUESTS = 16;
    private static final long MEMORY = 2L << 30;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final double LEAST = 0.9;

    /** Clients at a time. */
    private static final List<Integer> CLIENTS = List.of(1, 2, 8);

    /** Hundredths of the requests that are answered sooner. */
    private static final List<Integer> PERCENTILES = List.of(50, 95, 99);

    private final Workbench bench;
    private final ModelLoader models;
    private final DevicePool devices;
    private final float[] image = new float[BANDS * SIDE * SIDE];

    ServingPart(Workbench bench, ModelLoader models, DevicePool devices) {
        this.bench = bench;
        this.models = models;
        this.devices = devices;
    }

    @Override
    public String name() {
        return "serving";
    }

    @Override
    public List<Figure> run(Stopwatch stopwatch, Progress progress) throws Exception {
        Path run = bench.run(progress);
        List<Figure> figures = new ArrayList<>();
        try (DeviceLease device = devices.lease(new DeviceRequest("cpu", MEMORY, "bench", PATIENCE));
                Model bare = models.open(run, device.device());
                ServedModels served = new ServedModels(models, device)) {
            served.open(NAME, run);
            Predictor predictor = new Predictor(bare, TestTime.NONE);
            for (int clients : CLIENTS) {
                figures.addAll(measure(stopwatch.rounds(), clients, () -> ask(bare, predictor), () -> ask(served)));
            }
        }
        return figures;
    }

    /** In turn, and by the time of day: clients want to know how soon answers come. */
    private List<Figure> measure(int rounds, int clients, Stopwatch.Work alone, Stopwatch.Work request)
            throws Exception {
        double[] loop = new double[rounds];
        double[] load = new double[rounds];
        double[] latencies = new double[rounds * REQUESTS];
        try (Crew crew = new Crew(clients)) {
            alone.run();
            crew.share(clients, number -> request.run());
            for (int round = 0; round < rounds; round++) {
                int first = round * REQUESTS;
                loop[round] = seconds(() -> {
                    for (int i = 0; i < REQUESTS; i++) {
                        alone.run();
                    }
                });
                load[round] =
                        seconds(() -> crew.share(REQUESTS, number -> latencies[first + number] = seconds(request)));
            }
        }
        return figures(clients, new Sample(loop), new Sample(load), new Sample(latencies));
    }

    private List<Figure> figures(int clients, Sample loop, Sample load, Sample latencies) {
        String who = clients == 1 ? "1 client" : clients + " clients";
        Sample rate = load.rate(REQUESTS);
        double ratio = loop.over(load).median();
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(
                name(),
                who + ", tiles of " + SIDE + " px",
                rate.median(),
                "requests/s",
                rate.spread(),
                ratio,
                "at least 0.9 of a bare loop",
                ratio >= LEAST));
        for (int percentile : PERCENTILES) {
            figures.add(new Figure(
                    name(),
                    who + ", time to an answer, " + percentile + "th percentile",
                    latencies.quantile(percentile / 100.0) * 1e3,
                    "ms",
                    Double.NaN,
                    Double.NaN,
                    "",
                    true));
        }
        return figures;
    }

    private static double seconds(Stopwatch.Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private void ask(Model model, Predictor predictor) {
        try (GradMode off = GradMode.off();
                NDManager manager = model.manager().newSubManager()) {
            predictor.predict(images(manager), SIDE, SIDE).values().toFloatArray();
        }
    }

    private void ask(ServedModels served) throws Exception {
        served.use(
                NAME,
                model -> model.predict(
                        this::images,
                        SIDE,
                        SIDE,
                        prediction -> prediction.values().toFloatArray()));
    }

    private Map<Modality, NDArray> images(NDManager manager) {
        Shape shape = new Shape(1, BANDS, SIDE, SIDE);
        return Map.of(Modality.HR, Arithmetic.array(manager, FloatBuffer.wrap(image), shape, DataType.FLOAT32));
    }
}
