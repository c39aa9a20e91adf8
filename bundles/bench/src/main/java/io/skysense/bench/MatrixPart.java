// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.progress.Progress;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Linear;
import java.util.List;
import java.util.stream.Stream;

/** The machine's matrix-product limit, which every other figure is read against. */
final class MatrixPart implements Part {

    private static final String UNIT = "GFLOP/CPU-s";
    private static final int SIDE = 1024;
    private static final double GFLOP = 2.0 * SIDE * SIDE * SIDE / 1e9;

    @Override
    public String name() {
        return "matrix";
    }

    @Override
    public List<Figure> run(Stopwatch stopwatch, Progress progress) throws Exception {
        List<Sample> rates = rates(stopwatch, false, true);
        Sample fp32 = rates.get(0);
        Sample bf16 = rates.get(1);
        return List.of(
                Figure.plain(name(), SIDE + " cubed, fp32", fp32, UNIT),
                new Figure(
                        name(),
                        SIDE + " cubed, bf16",
                        bf16.median(),
                        UNIT,
                        bf16.spread(),
                        bf16.over(fp32).median(),
                        "",
                        true));
    }

    /** {@return operations a CPU-second of a float32 product} */
    static double limit(Stopwatch stopwatch) throws Exception {
        return 1e9 * rates(stopwatch, false).get(0).median();
    }

    /** One sample of GFLOP a CPU-second for each precision, whether it is bfloat16. */
    private static List<Sample> rates(Stopwatch stopwatch, Boolean... precisions) throws Exception {
        try (NDManager manager = Torch.newManager(Device.cpu());
                GradMode off = GradMode.off()) {
            NDArray x = manager.randomNormal(new Shape(SIDE, SIDE));
            NDArray w = manager.randomNormal(new Shape(SIDE, SIDE));
            Stopwatch.Work[] works = Stream.of(precisions)
                    .map(bf16 -> (Stopwatch.Work)
                            () -> Linear.linear(x, w, null, bf16).close())
                    .toArray(Stopwatch.Work[]::new);
            return stopwatch.seconds(works).stream().map(s -> s.rate(GFLOP)).toList();
        }
    }
}
