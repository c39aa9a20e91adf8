// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.regression;

/**
 * The loss: a weighted sum. A part of weight 0 is left out.
 *
 * @param l1 weight of the absolute error
 * @param l2 weight of the squared error
 * @param huber the Huber loss
 */
record LossSettings(double l1, double l2, Huber huber) {

    /** The squared error alone. */
    static final LossSettings DEFAULTS = new LossSettings(0, 1, new Huber(0, 1));

    LossSettings {
        requireWeight("l1", l1);
        requireWeight("l2", l2);
        if (l1 + l2 + huber.weight == 0) {
            throw new IllegalArgumentException(
                    "every part has weight 0, which leaves no loss; parts: l1, l2, huber.weight");
        }
    }

    /**
     * Huber loss (Huber 1964).
     *
     * @param weight of the part
     * @param delta where the parabola ends, in deviations, above 0
     */
    record Huber(double weight, double delta) {

        Huber {
            requireWeight("weight", weight);
            if (!(delta > 0) || !Double.isFinite(delta)) {
                throw new IllegalArgumentException("delta must be above 0, not " + delta);
            }
        }
    }

    private static void requireWeight(String key, double value) {
        if (!(value >= 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(key + " must be at least 0, not " + value);
        }
    }
}
