// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.sampler;

import java.util.random.RandomGenerator;

/** Draws indices in proportion to weights. Immutable; safe for any number of threads. */
public final class Weights {

    private final double[] upTo;

    private Weights(double[] upTo) {
        this.upTo = upTo;
    }

    /**
     * Prepares.
     *
     * @param weights finite, at least 0, and at least one above
     * @return the draw
     * @throws IllegalArgumentException for other weights
     */
    public static Weights of(double... weights) {
        double[] upTo = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0) || weights[i] == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("weight " + i + " is " + weights[i]);
            }
            sum += weights[i];
            upTo[i] = sum;
        }
        if (sum == 0) {
            throw new IllegalArgumentException("no weight is above 0");
        }
        return new Weights(upTo);
    }

    /**
     * Draws one.
     *
     * @param random the generator of this draw
     * @return an index whose weight is above 0
     */
    public int draw(RandomGenerator random) {
        double at = random.nextDouble() * upTo[upTo.length - 1];
        int low = 0;
        int high = upTo.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (upTo[middle] > at) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
