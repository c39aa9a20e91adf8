// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

import java.util.List;
import java.util.Locale;

/**
 * One recorded array and how near the model came to it.
 *
 * @param group which recording it is of
 * @param name its name there
 * @param error what was measured; NaN if the model gave nothing to compare
 * @param limit greatest error that passes
 * @param note what the error is, or why there is none
 */
record Row(String group, String name, double error, double limit, String note) {

    static final List<String> HEADER = List.of("recording", "array", "error", "limit", "verdict", "");

    /** An array that the model did not give. */
    static Row absent(String group, String name, String why) {
        return new Row(group, name, Double.NaN, 0, why);
    }

    /** Something that is either right or wrong. */
    static Row exact(String group, String name, boolean right, String why) {
        return new Row(group, name, right ? 0 : Double.NaN, 0, right ? "" : why);
    }

    boolean passed() {
        return error <= limit;
    }

    List<String> cells() {
        return List.of(
                group,
                name,
                Double.isNaN(error) ? "-" : String.format(Locale.ROOT, "%.2e", error),
                String.format(Locale.ROOT, "%.0e", limit),
                passed() ? "ok" : "FAILED",
                note);
    }
}
