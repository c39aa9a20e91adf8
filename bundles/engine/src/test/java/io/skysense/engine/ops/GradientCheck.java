// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import java.util.Random;
import java.util.function.Function;

/** Compares gradients with central differences, in double precision. */
final class GradientCheck {

    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 1e-6;

    private GradientCheck() {}

    /** Checks d<f(inputs), r>/d(inputs) for a fixed random r, element by element. */
    static void check(Function<NDList, NDArray> function, long seed, Shape... shapes) {
        try (NDManager manager = Torch.newManager(Device.cpu());
                GradMode on = GradMode.on()) {
            Random random = new Random(seed);
            NDList inputs = new NDList();
            for (Shape shape : shapes) {
                inputs.add(gaussian(manager, random, shape));
            }
            inputs.forEach(x -> x.setRequiresGradient(true));
            NDArray out = function.apply(inputs);
            NDArray weights = gaussian(manager, random, out.getShape());
            NDList gradients = Autograd.vectorJacobian(manager, new NDList(out), new NDList(weights), inputs);
            for (int i = 0; i < shapes.length; i++) {
                compare(function, inputs, weights, i, gradients.get(i).toDoubleArray());
            }
        }
    }

    static NDArray gaussian(NDManager manager, Random random, Shape shape) {
        double[] values =
                random.doubles(shape.size()).map(u -> random.nextGaussian()).toArray();
        return manager.create(values).reshape(shape).toType(DataType.FLOAT64, false);
    }

    private static void compare(
            Function<NDList, NDArray> function, NDList inputs, NDArray weights, int index, double[] gradient) {
        double[] at = inputs.get(index).toDoubleArray();
        for (int e = 0; e < at.length; e++) {
            double up = value(function, inputs, weights, index, e, at[e] + STEP);
            double down = value(function, inputs, weights, index, e, at[e] - STEP);
            double expected = (up - down) / (2 * STEP);
            assertEquals(
                    expected,
                    gradient[e],
                    TOLERANCE * Math.max(1, Math.abs(expected)),
                    "input " + index + ", element " + e);
        }
    }

    private static double value(
            Function<NDList, NDArray> function, NDList inputs, NDArray weights, int index, int element, double v) {
        try (NDManager manager = Torch.newManager(Device.cpu());
                GradMode off = GradMode.off()) {
            NDList moved = new NDList();
            for (int i = 0; i < inputs.size(); i++) {
                double[] values = inputs.get(i).toDoubleArray();
                if (i == index) {
                    values[element] = v;
                }
                moved.add(manager.create(values).reshape(inputs.get(i).getShape()));
            }
            NDArray local = manager.create(weights.toDoubleArray()).reshape(weights.getShape());
            return function.apply(moved).mul(local).sum().getDouble();
        }
    }
}
