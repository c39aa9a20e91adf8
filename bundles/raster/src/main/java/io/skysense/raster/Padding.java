// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

/**
 * What stands beyond the border of a raster.
 *
 * @param mode how it is made
 * @param value the value of {@link Mode#CONSTANT}; 0 otherwise
 */
public record Padding(Mode mode, double value) {

    /** Nothing: a window beyond the border is refused. */
    public static final Padding NONE = new Padding(Mode.NONE, 0);
    /** The image mirrored about its outermost pixels, which are not repeated: NumPy's {@code reflect}. */
    public static final Padding REFLECT = new Padding(Mode.REFLECT, 0);
    /** The outermost pixel, repeated. */
    public static final Padding EDGE = new Padding(Mode.EDGE, 0);

    /** How pixels beyond the border are made. */
    public enum Mode {
        /** They are refused. */
        NONE,
        /** All the same; the mask calls them invalid. */
        CONSTANT,
        /** Mirrored. */
        REFLECT,
        /** Repeated. */
        EDGE
    }

    /**
     * One value everywhere.
     *
     * @param value must fit the type that is read
     * @return the padding
     */
    public static Padding constant(double value) {
        return new Padding(Mode.CONSTANT, value);
    }

    /** The source index for an index beyond an axis of a length; -1 for a constant. */
    int source(int index, int length) {
        if (index >= 0 && index < length) {
            return index;
        }
        return switch (mode) {
            case NONE -> throw new IllegalStateException("no padding was asked for");
            case CONSTANT -> -1;
            case EDGE -> index < 0 ? 0 : length - 1;
            case REFLECT -> {
                int period = Math.max(1, 2 * (length - 1));
                int phase = Math.floorMod(index, period);
                yield Math.min(phase, period - phase);
            }
        };
    }
}
