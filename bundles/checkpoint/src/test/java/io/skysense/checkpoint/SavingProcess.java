// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.engine.Torch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A process that goes on with a run, saving a checkpoint after every step until it is killed. */
final class SavingProcess {

    private static final Shape SHAPE = new Shape(300_000);

    private SavingProcess() {}

    /** Resumes the run in the folder given, and prints each step once it is saved. */
    public static void main(String[] arguments) throws IOException {
        try (RunFolder run = RunFolder.resume(Path.of(arguments[0]));
                NDManager manager = Torch.newManager(Device.cpu())) {
            long step = run.checkpoints().files().isEmpty() ? 0 : verify(run, manager);
            System.out.println("started " + step);
            try (MetricsLog log = run.metrics(step)) {
                while (true) {
                    step++;
                    log.append(step, Map.of("step", (double) step));
                    run.checkpoints().save(Cards.state(step), Cards.card(step), arrays(manager, step));
                    run.saveBest(
                            Cards.card(step),
                            Map.of(
                                    "w",
                                    arrays(manager, step).get(ArrayGroup.MODEL).get("w")));
                    System.out.println("saved " + step);
                }
            }
        }
    }

    /** Checks that the latest checkpoint is the state of one step in all its parts. */
    static long verify(RunFolder run, NDManager manager) throws IOException {
        CheckpointFolder.Latest latest = run.checkpoints().latest();
        if (!latest.damaged().isEmpty()) {
            throw new IllegalStateException("damaged: " + latest.damaged());
        }
        try (CheckpointFile file = latest.checkpoint()) {
            long step = file.state().step();
            for (ArrayGroup group : new ArrayGroup[] {ArrayGroup.MODEL, ArrayGroup.FIRST_MOMENT}) {
                try (NDArray array = manager.zeros(SHAPE)) {
                    file.restore(group, Map.of("w", array));
                    try (NDArray expected = arrays(manager, step).get(group).get("w")) {
                        if (!array.contentEquals(expected)) {
                            throw new IllegalStateException(group + " is not that of step " + step);
                        }
                    }
                }
            }
            return step;
        }
    }

    private static Map<ArrayGroup, Map<String, NDArray>> arrays(NDManager manager, long step) {
        return Map.of(
                ArrayGroup.MODEL, Map.of("w", manager.full(SHAPE, (float) step)),
                ArrayGroup.FIRST_MOMENT, Map.of("w", manager.full(SHAPE, (float) -step)));
    }
}
