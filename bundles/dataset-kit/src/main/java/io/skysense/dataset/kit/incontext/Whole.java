// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

/** Whole numbers among floats, as far as they have halves between them: below 2 to the 22nd. */
final class Whole {

    /** Numbers around it have no fraction: adding it rounds half to even, which the processor does to many at once. */
    private static final float ROUNDING = 3 << 22;

    private static final float LIMIT = 1 << 22;

    private Whole() {}

    /**
     * Looks at numbers.
     *
     * @param values any
     * @return whether all are whole and below 2 to the 22nd
     */
    static boolean are(float[] values) {
        for (float value : values) {
            if (value + ROUNDING - ROUNDING != value || Math.abs(value) >= LIMIT) {
                return false;
            }
        }
        return true;
    }

    /**
     * Rounds half to even, to 0 and not to -0.
     *
     * @param values below 2 to the 22nd, more or less
     * @param from index of the first
     * @param count how many
     */
    static void round(float[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            values[i] = values[i] + ROUNDING - ROUNDING;
        }
    }
}
