// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

/** Counts durations in classes that are a fiftieth wide, so that any number of them takes the same room. Thread-safe. */
final class Durations {

    private static final double RATIO = 1.02;
    private static final double FIRST_NANOS = 1e3;
    private static final int CLASSES = 1200;

    private final long[] counts = new long[CLASSES];
    private long total;
    private long longest;

    synchronized void add(long nanos) {
        int at = (int) (Math.log(Math.max(1, nanos / FIRST_NANOS)) / Math.log(RATIO));
        counts[Math.min(at, CLASSES - 1)]++;
        total++;
        longest = Math.max(longest, nanos);
    }

    /** {@return how many} */
    synchronized long count() {
        return total;
    }

    /** {@return the longest in milliseconds} */
    synchronized double longest() {
        return longest / 1e6;
    }

    /**
     * Finds a quantile.
     *
     * @param share of durations that are not longer, from 0 to 1
     * @return milliseconds, right to a fiftieth; 0 if there is none
     */
    synchronized double quantile(double share) {
        long wanted = (long) Math.ceil(share * total);
        long seen = 0;
        for (int i = 0; i < CLASSES && total > 0; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return Math.min(FIRST_NANOS * Math.pow(RATIO, i + 1.0), longest) / 1e6;
            }
        }
        return 0;
    }
}
