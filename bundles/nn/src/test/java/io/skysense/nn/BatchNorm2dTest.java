// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Autograd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batch norm on few and on many values, against its definition. */
class BatchNorm2dTest {

    private static final double EPS = 1e-5;

    private final BatchNorm2d norm = new BatchNorm2d(1);
    private NDManager manager;
    private GradMode on;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
        on = GradMode.on();
        norm.initialize(manager, DataType.FLOAT32);
    }

    @AfterEach
    void close() {
        on.close();
        manager.close();
    }

    @Test
    void ofTwoValuesTheLittleThatIsLeftOfTheGradientIsRight() {
        NDArray x = manager.create(new float[] {0.3f, 0.9f}, new Shape(2, 1, 1, 1));
        x.setRequiresGradient(true);
        NDArray y = norm.forward(x, true);
        NDArray upstream = manager.create(new float[] {1, 0.25f}, new Shape(2, 1, 1, 1));
        float[] gradient = Autograd.vectorJacobian(manager, new NDList(y), new NDList(upstream), new NDList(x))
                .head()
                .toFloatArray();
        double variance = Math.pow((0.9f - 0.3f) / 2.0, 2);
        double left = (1 - 0.25) / 2 * EPS / (variance + EPS) / Math.sqrt(variance + EPS);
        assertEquals(left, gradient[0], 1e-5 * left);
        assertEquals(-left, gradient[1], 1e-5 * left);
        assertEquals(DataType.FLOAT32, y.getDataType());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 16, 17, 64})
    void runningStatisticsTakeInTheBatch(int values) {
        float[] data = new float[values];
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < values; i++) {
            data[i] = i % 5 + 1;
            mean += data[i] / values;
        }
        for (float value : data) {
            squares += Math.pow(value - mean, 2);
        }
        float[] y = norm.forward(manager.create(data, new Shape(values, 1, 1, 1)), true)
                .toFloatArray();
        assertEquals((data[0] - mean) / Math.sqrt(squares / values + EPS), y[0], 1e-5);
        assertEquals(0.1 * mean, buffer("running_mean"), 1e-6);
        assertEquals(0.9 + 0.1 * squares / (values - 1), buffer("running_var"), 1e-6);
    }

    @Test
    void oneValueHasNoVariance() {
        NDArray one = manager.ones(new Shape(1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> norm.forward(one, true));
        assertEquals(1 / Math.sqrt(1 + EPS), norm.forward(one, false).getFloat(), 1e-6);
    }

    private float buffer(String name) {
        return norm.getParameters().get(name).getArray().getFloat();
    }
}
