// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a tensor lies in a safetensors file.
 *
 * @param name its name there
 * @param type its elements
 * @param shape its dimensions, row-major; empty for a scalar
 * @param begin its first byte, counted from the end of the header
 * @param end one past its last byte
 */
public record TensorInfo(String name, ElementType type, List<Long> shape, long begin, long end) {

    /** Copies the shape. */
    public TensorInfo {
        shape = List.copyOf(shape);
    }

    /** {@return its size in bytes} */
    public long bytes() {
        return end - begin;
    }

    /** {@return type and shape for messages, for example {@code F32 (96, 3, 4, 4)}} */
    public String describe() {
        return describe(type.name(), shape);
    }

    /** {@return type and shape for messages} */
    static String describe(String type, List<Long> shape) {
        return type + shape.stream().map(String::valueOf).collect(Collectors.joining(", ", " (", ")"));
    }

    /**
     * The bytes that a tensor takes.
     *
     * @param type its elements
     * @param shape its dimensions
     * @return the size
     * @throws ArithmeticException if it is negative or more than 2^63-1
     */
    static long bytes(ElementType type, List<Long> shape) {
        long size = type.bytes();
        boolean empty = false;
        for (long dimension : shape) {
            if (dimension < 0) {
                throw new ArithmeticException("negative dimension " + dimension);
            }
            empty |= dimension == 0;
            size = Math.multiplyExact(size, Math.max(1, dimension));
        }
        return empty ? 0 : size;
    }
}
