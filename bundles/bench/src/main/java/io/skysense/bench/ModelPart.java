// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextBatch;
import io.skysense.api.incontext.InContextModel;
import io.skysense.api.incontext.InContextModelFactory;
import io.skysense.api.incontext.InContextSpec;
import io.skysense.api.model.Precision;
import io.skysense.api.model.Recompute;
import io.skysense.api.progress.Progress;
import io.skysense.api.train.Preset;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of the in-context model on one pair: processor time, and the share of the matrix limit that they reach. */
final class ModelPart implements Part {

    private static final Map<String, String> NAMES = Map.of(
            "hr", "hr encoder",
            "s2", "s2 encoder and head",
            "s1", "s1 encoder and head",
            "vae", "completion",
            "fusion", "fusion",
            "uper", "semantic decoder");
    private static final int S2_PIXEL = 32;
    private static final int BLOCK = 128;
    private static final int WARM_UP = 512;
    private static final int LARGE = 1024;
    private static final double LARGE_GIB = 14;
    /** Where the full model averages image and annotation, if its preset does not say. */
    private static final int HR_MERGES = 2;

    private static final int S2_MERGES = 4;

    private final InContextModelFactory factory;
    private final Path preset;
    private final List<Integer> heights;

    /**
     * Makes the part.
     *
     * @param factory builds the model
     * @param preset of an in-context model
     * @param heights of the pairs in pixels; they are half as wide
     */
    ModelPart(InContextModelFactory factory, Path preset, List<Integer> heights) {
        this.factory = factory;
        this.preset = preset;
        this.heights = heights;
    }

    @Override
    public String name() {
        return "model";
    }

    @Override
    public List<Figure> run(Stopwatch stopwatch, Progress progress) throws Exception {
        double limit = MatrixPart.limit(stopwatch);
        Preset experiment = Preset.read(preset);
        List<Figure> figures = new ArrayList<>();
        for (Precision precision : Precision.values()) {
            InContextSpec spec = experiment.inContext();
            InContextSpec precise = new InContextSpec(spec.encoders(), spec.channels(), spec.backbone(), precision);
            progress.note("building " + experiment.name() + ", " + precision);
            PartClock clock = new PartClock();
            try (InContextModel model =
                    factory.create(precise, Device.cpu(), experiment.seed(), Recompute.NONE, clock)) {
                model.narrow();
                for (int height : heights) {
                    progress.note("a pair of " + height + " by " + height / 2 + " pixels");
                    figures.addAll(measure(model, clock, height, limit));
                }
            }
        }
        return figures;
    }

    private List<Figure> measure(InContextModel model, PartClock clock, int height, double limit) throws Exception {
        Map<String, Double> flops = new ModelFlops(
                        height, height / 2, merge(model, Modality.HR, HR_MERGES), merge(model, Modality.S2, S2_MERGES))
                .of(factory.describe(model.spec()));
        pass(model, WARM_UP);
        Map<String, Double> seconds = new LinkedHashMap<>();
        double peak = PeakMemory.of(() -> {
            clock.start();
            pass(model, height);
            seconds.putAll(clock.seconds());
        });
        String pair = height + "x" + height / 2 + " pair, "
                + model.spec().precision().name().toLowerCase(java.util.Locale.ROOT);
        List<Figure> figures = new ArrayList<>();
        seconds.forEach((part, used) -> {
            double share = flops.getOrDefault(part, 0.0) / used / limit;
            String what = NAMES.getOrDefault(part, part) + ", " + pair + ", "
                    + String.format(java.util.Locale.ROOT, "%.3f TFLOP", flops.getOrDefault(part, 0.0) / 1e12);
            figures.add(new Figure(name(), what, used, "CPU-s", Double.NaN, share, "", true));
        });
        figures.add(new Figure(
                name(), "peak beside the weights, " + pair, peak / (1 << 30), "GiB", Double.NaN, Double.NaN, "", true));
        // The peak that the pass has set, weights and libraries with it.
        double all = PeakMemory.bytes(ProcessHandle.current().pid(), "VmHWM") / (double) (1 << 30);
        boolean stated = height == LARGE && model.spec().precision() == Precision.BF16;
        figures.add(new Figure(
                name(),
                "peak of the process, " + pair,
                all,
                "GiB",
                Double.NaN,
                Double.NaN,
                stated ? "under 14 GiB" : "",
                !stated || all < LARGE_GIB));
        return figures;
    }

    private static void pass(InContextModel model, int height) {
        int width = height / 2;
        try (NDManager manager = Torch.newManager(Device.cpu());
                GradMode off = GradMode.off()) {
            Map<Modality, NDArray> images = new LinkedHashMap<>();
            model.spec().channels().forEach((modality, bands) -> {
                Shape shape = modality == Modality.HR
                        ? new Shape(1, bands, height, width)
                        : new Shape(1, bands, 1, height / S2_PIXEL, width / S2_PIXEL);
                images.put(modality, manager.randomNormal(shape));
            });
            NDArray ids = manager.zeros(new Shape(1, height, width), DataType.INT64);
            NDArray hidden = manager.ones(new Shape(1, height / BLOCK, width / BLOCK));
            InContextBatch batch = new InContextBatch(images, Map.of(), Map.of(), ids, hidden);
            model.network().forward(batch, false).close();
        }
    }

    private static int merge(InContextModel model, Modality modality, int usual) {
        var settings = model.spec().encoders().get(modality);
        return settings == null ? usual : settings.integer("merge_stage", usual);
    }
}
