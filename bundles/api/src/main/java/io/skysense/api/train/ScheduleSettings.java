// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.train;

/**
 * The rate over the steps, as a factor of the base rate.
 *
 * @param shape how it falls after the warm-up
 * @param warmup steps of linear rise from 0, or a fraction of all steps if below 1
 * @param floor factor at the last step
 * @param power exponent of the polynomial shape
 */
public record ScheduleSettings(Shape shape, double warmup, double floor, double power) {

    /** The defaults. */
    public static final ScheduleSettings DEFAULTS = new ScheduleSettings(Shape.COSINE, 0.05, 0, 0.9);

    /** Checks the ranges. */
    public ScheduleSettings {
        if (warmup < 0 || floor < 0 || floor > 1 || power <= 0) {
            throw new IllegalArgumentException("warmup must be at least 0, floor in [0, 1], power above 0");
        }
    }

    /** How the rate falls. */
    public enum Shape {
        /** It does not. */
        CONSTANT,
        /** In a straight line. */
        LINEAR,
        /** Half a cosine. */
        COSINE,
        /** (1 - progress) to the power. */
        POLYNOMIAL
    }
}
