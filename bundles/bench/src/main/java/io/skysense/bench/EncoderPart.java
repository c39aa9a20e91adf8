// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import io.skysense.api.config.Settings;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.ModalityEncoder;
import io.skysense.api.model.Precision;
import io.skysense.api.model.Recompute;
import io.skysense.api.plugin.PluginLease;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.progress.Progress;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Autograd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The encoder through Java against one TorchScript call of the same arithmetic, and bfloat16 against float32. */
final class EncoderPart implements Part {

    private static final int BANDS = 3;
    private static final int WINDOW = 8;
    private static final double OVERHEAD = 1.05;

    /** What is measured: a size, its stages, and a batch that fits the time of a bench. */
    private record Case(String arch, long[] depths, Shape image) {}

    private static final List<Case> CASES = List.of(
            new Case("nano", new long[] {2, 2, 4, 2}, new Shape(4, BANDS, 256, 256)),
            new Case("tiny", new long[] {2, 2, 6, 2}, new Shape(2, BANDS, 256, 256)),
            new Case("base", new long[] {2, 2, 18, 2}, new Shape(1, BANDS, 256, 256)));

    private final PluginRegistry registry;

    EncoderPart(PluginRegistry registry) {
        this.registry = registry;
    }

    @Override
    public String name() {
        return "encoder";
    }

    @Override
    public List<Figure> run(Stopwatch stopwatch, Progress progress) throws Exception {
        List<Figure> figures = new ArrayList<>();
        try (PluginLease<ModalityEncoder> lease = registry.encoder("swin-v2")) {
            for (Case c : CASES) {
                progress.note("encoder " + c.arch());
                Map<String, Sample> fp32 = measure(lease.plugin(), c, Precision.FP32, stopwatch, figures);
                Map<String, Sample> bf16 = measure(lease.plugin(), c, Precision.BF16, stopwatch, figures);
                for (String pass : List.of("forward", "forward+backward")) {
                    double gain = fp32.get(pass).median() / bf16.get(pass).median();
                    figures.add(new Figure(
                            name(),
                            c.arch() + " " + pass + ", bf16 speed over fp32",
                            gain,
                            "x",
                            Double.NaN,
                            gain,
                            Cpu.hasAmx() ? "at least 2.5" : "",
                            !Cpu.hasAmx() || gain >= 2.5));
                }
            }
        }
        return figures;
    }

    private Map<String, Sample> measure(
            ModalityEncoder plugin, Case c, Precision precision, Stopwatch stopwatch, List<Figure> figures)
            throws Exception {
        Settings settings = Settings.empty().with("arch", c.arch()).with("drop_path_rate", "0");
        Encoder encoder = plugin.build(settings, BANDS, new BuildContext(precision, Recompute.NONE));
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            NDList weights = initialise(encoder.block(), manager);
            OneCallSwin single = new OneCallSwin(encoder.block(), c.depths(), WINDOW, precision == Precision.BF16);
            NDArray image = manager.randomNormal(c.image());
            List<Sample> forward = stopwatch.seconds(
                    () -> inference(manager, image, (m, x) -> new NDList(encoder.forward(x, false))),
                    () -> inference(manager, image, (m, x) -> single.forward(m, x, true)));
            List<Sample> both = stopwatch.seconds(
                    () -> training(manager, image, weights, (m, x) -> new NDList(encoder.forward(x, true))),
                    () -> training(manager, image, weights, (m, x) -> single.forward(m, x, false)));
            figures.add(figure(c, precision, "forward", forward));
            figures.add(figure(c, precision, "forward+backward", both));
            return Map.of("forward", forward.get(0), "forward+backward", both.get(0));
        }
    }

    private Figure figure(Case c, Precision precision, String pass, List<Sample> times) {
        double ratio = times.get(0).over(times.get(1)).median();
        return new Figure(
                name(),
                c.arch() + " " + pass + ", " + precision.name().toLowerCase(java.util.Locale.ROOT) + ", batch "
                        + c.image().get(0) + " of 256 px",
                1e3 * times.get(0).median(),
                "CPU-ms",
                times.get(0).spread(),
                ratio,
                "at most 1.05 of one call",
                ratio <= OVERHEAD);
    }

    private static NDList initialise(Block block, NDManager manager) {
        Torch.seed(0);
        NDList weights = new NDList();
        for (Parameter parameter : block.getParameters().values()) {
            parameter.initialize(manager, DataType.FLOAT32);
            if (parameter.requiresGradient()) {
                parameter.getArray().setRequiresGradient(true);
                weights.add(parameter.getArray());
            }
        }
        return weights;
    }

    /** A forward pass. */
    @FunctionalInterface
    private interface Pass {
        NDList run(NDManager manager, NDArray image);
    }

    private static void inference(NDManager parent, NDArray image, Pass pass) {
        try (NDManager manager = parent.newSubManager();
                GradMode off = GradMode.off()) {
            pass.run(manager, local(manager, image));
        }
    }

    private static void training(NDManager parent, NDArray image, NDList weights, Pass pass) {
        try (NDManager manager = parent.newSubManager();
                GradMode on = GradMode.on()) {
            NDArray loss = pass.run(manager, local(manager, image)).stream()
                    .map(NDArray::mean)
                    .reduce(NDArray::add)
                    .orElseThrow();
            Autograd.gradients(manager, loss, weights);
        }
    }

    /** The image as a view that belongs to the step, as do then all results. */
    private static NDArray local(NDManager manager, NDArray image) {
        NDArray view = Autograd.detach(image);
        view.attach(manager);
        return view;
    }
}
