// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

import java.util.List;
import java.util.Locale;

/**
 * One figure of the soak.
 *
 * @param figure what it is
 * @param asked what it should be; empty if it only informs
 * @param measured what it is
 * @param met whether it is as it should be
 */
record Finding(String figure, String asked, String measured, boolean met) {

    static final List<String> HEADER = List.of("figure", "asked", "measured", "verdict");

    /** {@return a figure that only informs} */
    static Finding plain(String figure, String measured) {
        return new Finding(figure, "", measured, true);
    }

    /** {@return a count that should be 0} */
    static Finding none(String figure, long count) {
        return new Finding(figure, "0", Long.toString(count), count == 0);
    }

    /** {@return a duration in milliseconds} */
    static String millis(double value) {
        return String.format(Locale.ROOT, "%.1f ms", value);
    }

    /** {@return its cells, in the order of {@link #HEADER}} */
    List<String> cells() {
        return List.of(figure, asked, measured, asked.isEmpty() ? "" : met ? "met" : "missed");
    }
}
