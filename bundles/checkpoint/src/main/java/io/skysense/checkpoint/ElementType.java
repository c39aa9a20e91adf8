// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Optional;

/** The element types of safetensors files, under the names the format gives them. */
public enum ElementType {
    /** IEEE double precision. */
    F64(8, DataType.FLOAT64),
    /** Signed 64-bit integer. */
    I64(8, DataType.INT64),
    /** Unsigned 64-bit integer. */
    U64(8, null),
    /** IEEE single precision. */
    F32(4, DataType.FLOAT32),
    /** Signed 32-bit integer. */
    I32(4, DataType.INT32),
    /** Unsigned 32-bit integer. */
    U32(4, null),
    /** IEEE half precision. */
    F16(2, DataType.FLOAT16),
    /** The upper half of a single. */
    BF16(2, null),
    /** Signed 16-bit integer. */
    I16(2, null),
    /** Unsigned 16-bit integer. */
    U16(2, null),
    /** 8-bit float, 5 bits of exponent. */
    F8_E5M2(1, null),
    /** 8-bit float, 4 bits of exponent. */
    F8_E4M3(1, null),
    /** Signed byte. */
    I8(1, DataType.INT8),
    /** Unsigned byte. */
    U8(1, DataType.UINT8),
    /** One byte, 0 or 1. */
    BOOL(1, DataType.BOOLEAN);

    private final int bytes;
    private final DataType djl;

    ElementType(int bytes, DataType djl) {
        this.bytes = bytes;
        this.djl = djl;
    }

    /** {@return the size of an element in bytes} */
    public int bytes() {
        return bytes;
    }

    /** {@return whether it is a floating-point type that can be converted to another} */
    public boolean floating() {
        return this == F64 || this == F32 || this == F16 || this == BF16;
    }

    /**
     * DJL's name for it.
     *
     * @return the type; empty where DJL has none, or aborts the process on it (bfloat16, 16-bit integers)
     */
    public Optional<DataType> djl() {
        return Optional.ofNullable(djl);
    }

    /**
     * Finds the type of an array.
     *
     * @param type DJL's name
     * @return the type; empty if it has no place in a file
     */
    public static Optional<ElementType> of(DataType type) {
        return Arrays.stream(values()).filter(t -> t.djl == type).findFirst();
    }

    /** {@return the type of that name in a file, if there is one} */
    static Optional<ElementType> named(String name) {
        return Arrays.stream(values()).filter(t -> t.name().equals(name)).findFirst();
    }
}
