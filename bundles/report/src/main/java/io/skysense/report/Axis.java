// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Maps values to pixels along one direction, with ticks at round numbers.
 *
 * @param low value at {@code start}
 * @param high value at {@code end}
 * @param start pixel of the lowest value
 * @param end pixel of the highest value
 * @param log whether equal ratios, not equal differences, get equal lengths
 */
record Axis(double low, double high, double start, double end, boolean log) {

    /** An axis that holds all values, opened to round numbers; values not above 0 do not count if it is logarithmic. */
    static Axis over(double[] values, double start, double end, boolean log) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double v : values) {
            if (Double.isFinite(v) && (!log || v > 0)) {
                low = Math.min(low, v);
                high = Math.max(high, v);
            }
        }
        if (low > high) {
            return new Axis(log ? 0.1 : 0, 1, start, end, log);
        }
        if (log) {
            low = Math.max(low, high * 1e-12);
            return new Axis(low / 1.15, high * 1.15, start, end, true);
        }
        if (low == high) {
            double pad = low == 0 ? 1 : Math.abs(low) * 0.5;
            return new Axis(low - pad, high + pad, start, end, false);
        }
        double step = step(low, high, 5);
        return new Axis(Math.floor(low / step) * step, Math.ceil(high / step) * step, start, end, false);
    }

    /** Where a value lies. */
    double at(double value) {
        double share = log
                ? (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
                : (value - low) / (high - low);
        return start + share * (end - start);
    }

    /** About {@code wanted} round numbers on it. */
    List<Double> ticks(int wanted) {
        List<Double> out = new ArrayList<>();
        if (log && Math.log10(high / low) >= 1) {
            for (int e = (int) Math.floor(Math.log10(low)); e <= Math.ceil(Math.log10(high)); e++) {
                double[] of = Math.log10(high / low) > 3 ? new double[] {1} : new double[] {1, 2, 5};
                for (double m : of) {
                    add(out, m * Math.pow(10, e));
                }
            }
            return out;
        }
        double step = step(low, high, wanted);
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
            add(out, i * step);
        }
        return out;
    }

    private void add(List<Double> out, double tick) {
        double slack = 1e-9 * Math.abs(high - low);
        if (tick >= low - slack && tick <= high + slack) {
            out.add(tick);
        }
    }

    /** The smallest of 1, 2, 5 times a power of ten that cuts the range into at most {@code parts} parts. */
    private static double step(double low, double high, int parts) {
        double least = (high - low) / parts;
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double m : new double[] {1, 2, 5}) {
            if (m * power >= least * (1 - 1e-9)) {
                return m * power;
            }
        }
        return 10 * power;
    }
}
