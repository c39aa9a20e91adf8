// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

import ai.djl.ndarray.NDArray;
import java.util.HashMap;
import java.util.Map;

/**
 * Knows the weights whose gradient was zero but for rounding in every step, such as the biases of attention keys: AdamW
 * divides a gradient by its own size, and so makes steps of the full rate out of that noise.
 */
final class ZeroGradients {

    /** The greatest gradient of each weight, as a share of the greatest of its step. */
    private final Map<String, double[]> shares = new HashMap<>();

    /** Takes the gradients of a step in. */
    void take(Map<String, NDArray> gradients) {
        Map<String, Values> values = new HashMap<>();
        gradients.forEach((name, gradient) -> values.put(name, Values.of(gradient)));
        double greatest =
                values.values().stream().mapToDouble(Values::greatest).max().orElse(0);
        values.forEach((name, gradient) -> {
            double[] own = shares.computeIfAbsent(name, n -> new double[gradient.array().length]);
            for (int i = 0; i < own.length; i++) {
                own[i] = Math.max(own[i], Math.abs(gradient.array()[i]) / greatest);
            }
        });
    }

    /**
     * Sets the weights that only followed noise to zero in both arrays.
     *
     * @return how many there are
     */
    int leaveOut(String parameter, double[] actual, double[] expected) {
        double[] own = shares.getOrDefault(parameter, new double[0]);
        int count = 0;
        for (int i = 0; i < own.length; i++) {
            if (own[i] > 0 && own[i] <= Limits.RESOLUTION) {
                actual[i] = 0;
                expected[i] = 0;
                count++;
            }
        }
        return count;
    }
}
