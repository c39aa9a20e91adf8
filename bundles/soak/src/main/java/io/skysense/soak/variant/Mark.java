// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak.variant;

/**
 * How a version of a plug-in differs from the original: by numbers that come from its own number, so that the answers of no
 * two versions are the same, and those of versions that follow one another far apart. Number 0 is the original.
 */
public final class Mark {

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final double LEAST_WEIGHT = 0.25;
    private static final double WEIGHTS = 0.5;
    private static final double SHIFTS = 2;
    private static final double GLINTS = 64;

    private Mark() {}

    /**
     * How much of a head's answer is the same constant everywhere.
     *
     * @param number of the version
     * @return from 0.25 to 0.75
     */
    public static float weight(int number) {
        return number == 0 ? 0 : (float) (LEAST_WEIGHT + WEIGHTS * spread(number));
    }

    /**
     * What an encoder adds to its normalised images.
     *
     * @param number of the version
     * @return from -1 to 1
     */
    public static float shift(int number) {
        return number == 0 ? 0 : (float) (SHIFTS * spread(number) - 1);
    }

    /**
     * What a reader adds to the first band of its images.
     *
     * @param number of the version
     * @return from 0 to 64 grey levels
     */
    public static float glint(int number) {
        return number == 0 ? 0 : (float) (GLINTS * spread(number));
    }

    /** Multiples of the golden ratio, of which no two are near while their numbers are. */
    private static double spread(int number) {
        double multiple = number * GOLDEN;
        return multiple - Math.floor(multiple);
    }
}
