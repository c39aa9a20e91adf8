// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * An array on the host.
 *
 * @param shape its shape
 * @param array its values, row by row
 */
record Values(Shape shape, double[] array) {

    static Values of(NDArray x) {
        if (x.getDataType() == DataType.FLOAT64) {
            return new Values(x.getShape(), x.toDoubleArray());
        }
        try (NDArray wide = x.toType(DataType.FLOAT64, true)) {
            return new Values(x.getShape(), wide.toDoubleArray());
        }
    }

    double greatest() {
        double greatest = 0;
        for (double value : array) {
            greatest = Math.max(greatest, Math.abs(value));
        }
        return greatest;
    }

    /** {@return the greatest difference from another array of the shape; NaN if any value is} */
    double distance(Values other) {
        double greatest = 0;
        for (int i = 0; i < array.length; i++) {
            double difference = Math.abs(array[i] - other.array[i]);
            if (Double.isNaN(difference)) {
                return Double.NaN;
            }
            greatest = Math.max(greatest, difference);
        }
        return greatest;
    }

    /** {@return the first of its arrays along the first axis} */
    Values first() {
        long[] dims = shape.getShape();
        dims[0] = 1;
        double[] head = java.util.Arrays.copyOf(array, Math.toIntExact(new Shape(dims).size()));
        return new Values(new Shape(dims), head);
    }
}
