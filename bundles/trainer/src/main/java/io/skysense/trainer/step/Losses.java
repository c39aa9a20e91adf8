// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.step;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.TreeMap;

/** Sums the losses of the micro-batches of a step. */
final class Losses {

    private final Map<String, Double> sums = new TreeMap<>();
    private Map<String, Double> last = Map.of();
    private double sum;
    private int count;

    /**
     * Takes a micro-batch in.
     *
     * @param loss its loss, a scalar
     * @param parts the parts of it, scalars
     * @return whether the loss is finite
     */
    boolean add(NDArray loss, Map<String, NDArray> parts) {
        Map<String, Double> values = new TreeMap<>();
        parts.forEach((name, part) -> values.put(name, value(part)));
        double value = value(loss);
        values.forEach((name, part) -> sums.merge(name, part, Double::sum));
        last = values;
        sum += value;
        count++;
        return Double.isFinite(value);
    }

    /** A scalar times a Java double is float64 in DJL, so a loss may be either. */
    private static double value(NDArray scalar) {
        return scalar.toArray()[0].doubleValue();
    }

    /** {@return the parts taken in last} */
    Map<String, Double> last() {
        return last;
    }

    /** {@return the mean loss; NaN of none} */
    double mean() {
        return sum / count;
    }

    /** {@return the mean of each part} */
    Map<String, Double> means() {
        Map<String, Double> means = new TreeMap<>();
        sums.forEach((name, value) -> means.put(name, value / count));
        return means;
    }
}
