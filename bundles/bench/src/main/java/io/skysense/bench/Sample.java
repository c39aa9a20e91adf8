// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import java.util.Arrays;

/**
 * Repeated measurements of one thing.
 *
 * @param values in the order they were taken
 */
record Sample(double... values) {

    Sample {
        if (values.length == 0) {
            throw new IllegalArgumentException("no measurement");
        }
        values = values.clone();
    }

    /** {@return the middle value} */
    double median() {
        return quantile(0.5);
    }

    /** {@return half the distance between the quartiles, relative to the median} */
    double spread() {
        return (quantile(0.75) - quantile(0.25)) / 2 / median();
    }

    /** {@return the reciprocals times a factor: rates of times} */
    Sample rate(double factor) {
        return new Sample(Arrays.stream(values).map(v -> factor / v).toArray());
    }

    /** {@return element by element, these over those} */
    Sample over(Sample those) {
        double[] ratios = new double[values.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = values[i] / those.values[i];
        }
        return new Sample(ratios);
    }

    /** {@return the value below which a share lies, interpolated between those that were measured} */
    double quantile(double q) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double at = q * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
