// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.script;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Autograd;
import io.skysense.engine.ops.WindowAttention;
import org.junit.jupiter.api.Test;

class RepeatedCallsTest {

    @Test
    void theFirstCallOfAFunctionHasTheGradientsOfTheLaterOnesBitByBit() {
        // Loaded anew, so that its first call is the first indeed.
        Script script = Script.load(WindowAttention.class, "window.torchscript");
        try (NDManager manager = Torch.newManager(Device.cpu());
                GradMode on = GradMode.on()) {
            NDArray x = waves(manager, 2, 16, 16, 24);
            NDList weights = new NDList(
                    waves(manager, 3, 1, 1),
                    waves(manager, 3, 64, 64),
                    waves(manager, 72, 24),
                    waves(manager, 24),
                    waves(manager, 24),
                    waves(manager, 24, 24),
                    waves(manager, 24));
            weights.forEach(w -> w.setRequiresGradient(true));
            NDList first = gradients(script, manager, x, weights);
            for (int call = 2; call < 6; call++) {
                NDList later = gradients(script, manager, x, weights);
                for (int i = 0; i < first.size(); i++) {
                    assertArrayEquals(
                            first.get(i).toFloatArray(),
                            later.get(i).toFloatArray(),
                            0,
                            "weight " + i + " at call " + call);
                }
            }
        }
    }

    private static NDList gradients(Script script, NDManager manager, NDArray x, NDList w) {
        NDArray y = script.call(
                "attend", x, 8, 4, false, false, w.get(0), w.get(1), w.get(2), w.get(3), w.get(4), w.get(5), w.get(6));
        return Autograd.gradients(manager, y.square().sum(), w);
    }

    private static NDArray waves(NDManager manager, long... shape) {
        Shape size = new Shape(shape);
        return manager.arange((float) size.size()).mul(0.37f).sin().reshape(size);
    }
}
