// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Autograd;
import io.skysense.engine.ops.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ScriptTest {

    @Test
    void resultsBelongToTheManagerOfTheFirstArgument() {
        try (NDManager outer = Torch.newManager(Device.cpu())) {
            NDArray x = outer.ones(new Shape(1, 1, 2, 2));
            try (NDManager inner = outer.newSubManager()) {
                NDArray y = Layout.pad(inner.ones(new Shape(1, 1, 1, 1)), 1, 1, 1, 1, 0);
                assertEquals(inner, y.getManager());
            }
            assertEquals(1, outer.getManagedArrays().size());
            assertEquals(4, x.sum().getFloat());
        }
    }

    @Test
    void aWrongArgumentIsAnExceptionThatNamesTheFunction() {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            NDArray x = manager.ones(new Shape(1, 3, 2, 2));
            EngineException e = assertThrows(EngineException.class, () -> Layout.pixelShuffle(x, 2));
            assertTrue(e.getMessage().contains("pixel_shuffle"), e.getMessage());
        }
    }

    @Test
    void gradientModeIsPerThreadAndComesBack() {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            NDArray x = manager.ones(new Shape(1, 4, 1, 1));
            x.setRequiresGradient(true);
            try (GradMode on = GradMode.on()) {
                NDArray recorded = Layout.pixelShuffle(x, 2).sum();
                try (GradMode off = GradMode.off()) {
                    NDArray unrecorded = Layout.pixelShuffle(x, 2).sum();
                    assertThrows(EngineException.class, () -> gradient(unrecorded, x));
                }
                assertEquals(4, gradient(recorded, x).sum().getFloat());
                assertEquals(
                        4, gradient(Layout.pixelShuffle(x, 2).sum(), x).sum().getFloat());
            }
        }
    }

    @Test
    void manyThreadsShareAFunction() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> results = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int value = t;
                results.add(threads.submit(() -> wrongAnswers(value)));
            }
            for (Future<Integer> result : results) {
                assertEquals(0, result.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static NDArray gradient(NDArray loss, NDArray x) {
        return Autograd.gradients(loss.getManager(), loss, new NDList(x)).head();
    }

    private static int wrongAnswers(int value) {
        int wrong = 0;
        try (NDManager manager = Torch.newManager(Device.cpu());
                GradMode off = GradMode.off()) {
            for (int i = 0; i < 500; i++) {
                try (NDManager step = manager.newSubManager()) {
                    NDArray x = step.full(new Shape(1, 1, 2, 2), (float) value);
                    wrong += Layout.pad(x, 1, 1, 1, 1, 1).sum().getFloat() == 4 * value + 12 ? 0 : 1;
                }
            }
        }
        return wrong;
    }
}
