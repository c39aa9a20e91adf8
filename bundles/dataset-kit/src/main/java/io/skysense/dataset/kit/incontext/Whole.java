// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

/** Whole numbers among floats, as far as they have halves between them: below 2 to the 22nd. */
final class Whole {

    /** Numbers around it have no fraction: adding it rounds half to even, which the processor does to many at once. */
    private static final float ROUNDING = 3 << 22;

    private static final float LIMIT = 1 << 22;

    /** Sums that are kept side by side. */
    private static final int LANES = 1024;

    private Whole() {}

    /**
     * Looks at numbers.
     *
     * @param values any
     * @return whether all are whole and below 2 to the 22nd
     */
    static boolean are(float[] values) {
        float[] fractions = new float[Math.min(LANES, values.length)];
        float[] sizes = new float[fractions.length];
        float[] part = new float[fractions.length];
        for (int from = 0; from < values.length; from += part.length) {
            int count = Math.min(part.length, values.length - from);
            System.arraycopy(values, from, part, 0, count);
            add(part, count, fractions, sizes);
        }
        return most(fractions) == 0 && (most(sizes) < LIMIT || allBelow(values));
    }

    /** Without a way out of the loop, and with the same index everywhere, the processor looks at many at once. */
    private static void add(float[] values, int count, float[] fractions, float[] sizes) {
        for (int i = 0; i < count; i++) {
            fractions[i] += fraction(values[i]);
            sizes[i] += Math.abs(values[i]);
        }
    }

    private static float fraction(float value) {
        return Math.abs(value + ROUNDING - ROUNDING - value);
    }

    /** NaN if any is: that is what becomes of what is not finite. */
    private static float most(float[] values) {
        float most = 0;
        for (float value : values) {
            most = Math.max(most, value);
        }
        return most;
    }

    private static boolean allBelow(float[] values) {
        for (float value : values) {
            if (!(Math.abs(value) < LIMIT)) {
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
