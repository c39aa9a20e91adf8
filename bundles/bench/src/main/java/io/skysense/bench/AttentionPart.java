// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.progress.Progress;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Arithmetic;
import io.skysense.engine.ops.Attention;
import io.skysense.engine.ops.Autograd;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The fused attention operator against the composition of products and softmax, forward and backward. */
final class AttentionPart implements Part {

    private static final Shape QKV = new Shape(1, 8, 2048, 64);

    @Override
    public String name() {
        return "attention";
    }

    @Override
    public List<Figure> run(Stopwatch stopwatch, Progress progress) throws Exception {
        try (NDManager manager = Torch.newManager(Device.cpu());
                GradMode on = GradMode.on()) {
            NDArray q = leaf(manager);
            NDArray k = leaf(manager);
            NDArray v = leaf(manager);
            NDList inputs = new NDList(q, k, v);
            Stopwatch.Work fused = () ->
                    both(manager, inputs, x -> Attention.scaledDotProduct(x.get(0), x.get(1), x.get(2), null, false));
            Stopwatch.Work composed = () -> both(manager, inputs, AttentionPart::composition);
            List<Sample> times = stopwatch.seconds(fused, composed);
            List<Figure> figures = new ArrayList<>();
            figures.add(
                    time("fused", times.get(0), times.get(0).over(times.get(1)).median()));
            figures.add(time("composed", times.get(1), Double.NaN));
            double fusedBytes = PeakMemory.of(fused);
            double composedBytes = PeakMemory.of(composed);
            figures.add(memory("fused", fusedBytes, fusedBytes / composedBytes));
            figures.add(memory("composed", composedBytes, Double.NaN));
            return figures;
        }
    }

    private Figure time(String which, Sample seconds, double ratio) {
        return new Figure(
                name(),
                which + " " + QKV + ", both ways",
                1e3 * seconds.median(),
                "CPU-ms",
                seconds.spread(),
                ratio,
                "",
                true);
    }

    private Figure memory(String which, double bytes, double ratio) {
        return new Figure(name(), which + " " + QKV + ", peak", bytes / (1 << 20), "MiB", Double.NaN, ratio, "", true);
    }

    private static NDArray leaf(NDManager manager) {
        NDArray x = manager.randomNormal(QKV);
        x.setRequiresGradient(true);
        return x;
    }

    private static NDArray composition(NDList x) {
        NDArray scores = x.get(0).matMul(x.get(1).transpose(0, 1, 3, 2));
        return Arithmetic.scale(scores, 1 / Math.sqrt(QKV.get(3))).softmax(-1).matMul(x.get(2));
    }

    private static void both(NDManager manager, NDList inputs, Function<NDList, NDArray> attention) {
        try (NDManager step = manager.newSubManager()) {
            inputs.forEach(x -> x.tempAttach(step));
            Autograd.gradients(step, attention.apply(inputs).square().sum(), inputs);
        }
    }
}
