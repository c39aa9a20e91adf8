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

/** The machine's matrix-product limit, which every other figure is read against. */
final class MatrixPart implements Part {

    private static final int SIDE = 1024;
    private static final double GFLOP = 2.0 * SIDE * SIDE * SIDE / 1e9;

    @Override
    public String name() {
        return "matrix";
    }

    @Override
    public List<Figure> run(Stopwatch stopwatch, Progress progress) throws Exception {
        try (NDManager manager = Torch.newManager(Device.cpu());
                GradMode off = GradMode.off()) {
            NDArray x = manager.randomNormal(new Shape(SIDE, SIDE));
            NDArray w = manager.randomNormal(new Shape(SIDE, SIDE));
            List<Sample> times = stopwatch.seconds(
                    () -> Linear.linear(x, w, null, false).close(),
                    () -> Linear.linear(x, w, null, true).close());
            Sample fp32 = times.get(0).rate(GFLOP);
            Sample bf16 = times.get(1).rate(GFLOP);
            return List.of(
                    Figure.plain(name(), SIDE + " cubed, fp32", fp32, "GFLOP/CPU-s"),
                    new Figure(
                            name(),
                            SIDE + " cubed, bf16",
                            bf16.median(),
                            "GFLOP/CPU-s",
                            bf16.spread(),
                            bf16.over(fp32).median(),
                            "",
                            true));
        }
    }

    /** {@return operations a CPU-second of a float32 product} */
    static double limit(Stopwatch stopwatch) throws Exception {
        try (NDManager manager = Torch.newManager(Device.cpu());
                GradMode off = GradMode.off()) {
            NDArray x = manager.randomNormal(new Shape(SIDE, SIDE));
            NDArray w = manager.randomNormal(new Shape(SIDE, SIDE));
            Sample times = stopwatch
                    .seconds(() -> Linear.linear(x, w, null, false).close())
                    .get(0);
            return 1e9 * GFLOP / times.median();
        }
    }
}
