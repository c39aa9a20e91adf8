// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.change;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.head.change.ChangeSettings.Join;
import java.util.List;

/** Features of two dates: (2B, C, H, W), the dates of a place one after the other. */
final class TwoDates {

    private TwoDates() {}

    /**
     * Those of the first date.
     *
     * @param levels both dates
     * @return (B, C_i, H_i, W_i)
     */
    static NDList first(List<NDArray> levels) {
        NDList first = new NDList(levels.size());
        for (NDArray level : levels) {
            try (NDArray pairs = pairs(level)) {
                first.add(pairs.get(":, 0"));
            }
        }
        return first;
    }

    /**
     * Both together.
     *
     * @param levels both dates
     * @param join how
     * @return (B, C_i, H_i, W_i) or (B, 2 C_i, H_i, W_i)
     */
    static NDList joined(List<NDArray> levels, Join join) {
        NDList joined = new NDList(levels.size());
        for (NDArray level : levels) {
            try (NDArray pairs = pairs(level);
                    NDArray before = pairs.get(":, 0");
                    NDArray after = pairs.get(":, 1")) {
                joined.add(join == Join.CONCAT ? NDArrays.concat(new NDList(before, after), 1) : apart(before, after));
            }
        }
        return joined;
    }

    private static NDArray apart(NDArray before, NDArray after) {
        try (NDArray difference = after.sub(before)) {
            return difference.abs();
        }
    }

    private static NDArray pairs(NDArray level) {
        Shape shape = level.getShape();
        return level.reshape(shape.get(0) / 2, 2, shape.get(1), shape.get(2), shape.get(3));
    }
}
