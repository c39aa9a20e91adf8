// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

/**
 * What to put in the place of pixels that say nothing.
 *
 * @param action what to do
 * @param value what {@link Action#VALUE} puts; 0 otherwise
 */
public record Fill(Action action, float value) {

    /** Leave them as they are. */
    public static final Fill KEEP = new Fill(Action.KEEP, 0);
    /** The mean of the valid pixels of the same band in the same read; 0 if there are none. */
    public static final Fill BAND_MEAN = new Fill(Action.BAND_MEAN, 0);
    /** Refuse the read. */
    public static final Fill FAIL = new Fill(Action.FAIL, 0);

    /** The kinds. */
    public enum Action {
        /** Leave. */
        KEEP,
        /** Put a value. */
        VALUE,
        /** Put the mean. */
        BAND_MEAN,
        /** Refuse. */
        FAIL
    }

    /**
     * A value.
     *
     * @param value to put
     * @return the rule
     */
    public static Fill with(float value) {
        return new Fill(Action.VALUE, value);
    }
}
