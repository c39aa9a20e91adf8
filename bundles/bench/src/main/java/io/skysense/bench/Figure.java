// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import java.util.List;
import java.util.Locale;

/**
 * One measured figure.
 *
 * @param part which part of the bench
 * @param name what was measured
 * @param value the median
 * @param unit its unit
 * @param spread half the distance between the quartiles, relative to the median
 * @param ratio the figure against its baseline of the same run; NaN if it has none
 * @param target what the ratio or the value should be, in words; empty if it only informs
 * @param met whether it is
 */
record Figure(
        String part, String name, double value, String unit, double spread, double ratio, String target, boolean met) {

    static final List<String> HEADER =
            List.of("part", "measured", "value", "unit", "spread", "ratio", "target", "verdict");

    /** {@return a figure without a baseline or a target} */
    static Figure plain(String part, String name, Sample sample, String unit) {
        return new Figure(part, name, sample.median(), unit, sample.spread(), Double.NaN, "", true);
    }

    /** {@return its cells, in the order of {@link #HEADER}} */
    List<String> cells() {
        return List.of(
                part,
                name,
                number(value),
                unit,
                Double.isNaN(spread) ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * spread),
                Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, "%.3f", ratio),
                target,
                target.isEmpty() ? "" : met ? "met" : "missed");
    }

    private static String number(double value) {
        return String.format(
                Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : Math.abs(value) >= 1 ? "%.2f" : "%.4f", value);
    }
}
