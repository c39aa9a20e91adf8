// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

/** The two 16-bit floats: IEEE 754 binary16, and the upper half of a single (bfloat16). To the nearest, ties to even. */
final class HalfFloat {

    private static final int NAN = 0x7e00;

    private HalfFloat() {}

    /** {@return the value of a binary16} */
    static float toFloat(short bits) {
        int exponent = bits >>> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        float magnitude = exponent == 0
                ? fraction * 0x1p-24f
                : exponent == 0x1f
                        ? Float.intBitsToFloat(0x7f800000 | fraction << 13)
                        : Float.intBitsToFloat(exponent + 112 << 23 | fraction << 13);
        return bits < 0 ? -magnitude : magnitude;
    }

    /** {@return the nearest binary16} */
    static short of(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | NAN);
        }
        if (magnitude < 0x1p-14f) {
            // Adding a number whose last place is 2^-24 rounds to that place, as the hardware does.
            float shifted = magnitude + 0.5f;
            return (short) (sign | Float.floatToRawIntBits(shifted) - Float.floatToRawIntBits(0.5f));
        }
        int rounded = (bits & 0x7fffffff) + 0xfff + (bits >>> 13 & 1);
        int half = (rounded >>> 13) - (112 << 10);
        return (short) (sign | Math.min(half, 0x7c00));
    }

    /** {@return the nearest bfloat16} */
    static short brain(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) (bits >>> 16 | 0x40);
        }
        return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
    }
}
