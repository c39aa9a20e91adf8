// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import java.util.Locale;

/** What one pixel of one band is. The numbers are GDAL's, fixed in its binary interface. */
public enum PixelType {
    /** 0 to 255. */
    UINT8(1, 1, 0, 255),
    /** 0 to 65535. */
    UINT16(2, 2, 0, 65535),
    /** -32768 to 32767. */
    INT16(3, 2, Short.MIN_VALUE, Short.MAX_VALUE),
    /** 0 to 2^32-1. */
    UINT32(4, 4, 0, 4294967295.0),
    /** -2^31 to 2^31-1. */
    INT32(5, 4, Integer.MIN_VALUE, Integer.MAX_VALUE),
    /** IEEE 754, 32 bits. */
    FLOAT32(6, 4, -Float.MAX_VALUE, Float.MAX_VALUE),
    /** IEEE 754, 64 bits. */
    FLOAT64(7, 8, -Double.MAX_VALUE, Double.MAX_VALUE),
    /** Complex, signed 8-bit or 64-bit integer numbers: described, but neither read nor written. */
    UNSUPPORTED(0, 0, 0, 0);

    private final int code;
    private final int bytes;
    private final double min;
    private final double max;

    PixelType(int code, int bytes, double min, double max) {
        this.code = code;
        this.bytes = bytes;
        this.min = min;
        this.max = max;
    }

    static PixelType ofCode(int code) {
        for (PixelType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        return UNSUPPORTED;
    }

    int code() {
        return code;
    }

    /** {@return bytes a pixel; 0 for {@link #UNSUPPORTED}} */
    public int bytes() {
        return bytes;
    }

    /** {@return whether pixels can be NaN or infinite} */
    public boolean floating() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /**
     * Whether a pixel can hold a value.
     *
     * @param value any number
     * @return true if it is in range, and whole where the type is an integer
     */
    public boolean holds(double value) {
        if (floating()) {
            return !Double.isFinite(value) || (value >= min && value <= max);
        }
        return value >= min && value <= max && value == Math.rint(value);
    }

    void requireHolds(double value) {
        if (!holds(value)) {
            throw new IllegalArgumentException(value + " is no " + this);
        }
    }

    /** {@return its name in lower case, as NumPy has it} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
