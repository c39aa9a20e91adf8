// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Numbers of Java in graphs of PyTorch. */
class ArithmeticTest {

    @Test
    void aFactorIsStillKnownWhenTheGradientIsTaken() {
        try (NDManager manager = Torch.newManager(Device.cpu());
                GradMode on = GradMode.on()) {
            NDArray x = manager.create(new float[] {3});
            x.setRequiresGradient(true);
            for (int i = 0; i < 20; i++) {
                NDArray y = Arithmetic.scale(x, 0.5);
                disturb();
                assertEquals(
                        0.5f,
                        Autograd.gradients(manager, y, new NDList(x)).head().getFloat());
            }
        }
    }

    @Test
    void anArrayOfNumbersIsStillKnownWhenTheGradientIsTaken() {
        try (NDManager manager = Torch.newManager(Device.cpu());
                GradMode on = GradMode.on()) {
            NDArray x = manager.create(new float[] {3, 4});
            x.setRequiresGradient(true);
            for (int i = 0; i < 20; i++) {
                NDArray y;
                try (NDArray weights = Arithmetic.array(manager, 2, -1)) {
                    y = x.mul(weights).sum();
                }
                disturb();
                assertArrayEquals(
                        new float[] {2, -1},
                        Autograd.gradients(manager, y, new NDList(x)).head().toFloatArray());
            }
        }
    }

    @Test
    void anArrayOfABufferDoesNotChangeWithTheBuffer() {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
            buffer.putInt(0, 7).putInt(4, 8);
            NDArray array = Arithmetic.array(manager, buffer, new Shape(2), DataType.INT32);
            buffer.putInt(0, 1);
            assertArrayEquals(new int[] {7, 8}, array.toIntArray());
        }
    }

    /** Has forgotten buffers freed, and their memory used for something else. */
    private static void disturb() {
        System.gc();
        for (int i = 0; i < 200; i++) {
            ByteBuffer.allocateDirect(4).putInt(0, -1);
        }
    }
}
