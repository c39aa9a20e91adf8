// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A tensor that is to be written, or one of a file that is read. Its bytes are asked for when its turn comes.
 *
 * @param name its name in the file
 * @param type its elements
 * @param shape its dimensions, row-major; empty for a scalar
 * @param content gives its bytes
 */
public record TensorSource(String name, ElementType type, List<Long> shape, Content content) {

    /** Copies the shape. */
    public TensorSource {
        shape = List.copyOf(shape);
    }

    /**
     * The bytes that it takes.
     *
     * @return the size
     * @throws ArithmeticException if that is more than 2^63-1
     */
    public long bytes() {
        return TensorInfo.bytes(type, shape);
    }

    /** {@return type and shape for messages, for example {@code F32 (96, 3, 4, 4)}} */
    public String describe() {
        return TensorInfo.describe(type.name(), shape);
    }

    /**
     * The same tensor with elements of another floating-point type, converted as they are read, to the nearest value.
     *
     * @param to F64, F32, F16 or BF16
     * @return the tensor; this one if its elements are of that type, or no floats. Reading it fails with a
     *     {@link CheckpointException} where a finite value is too large for the type
     */
    public TensorSource to(ElementType to) {
        return to == type || !type.floating()
                ? this
                : new TensorSource(name, to, shape, FloatElements.converted(this, to));
    }

    /**
     * The same tensor, whose reading fails with a {@link CheckpointException} where it holds a NaN or an infinity.
     *
     * @param where begins the message, for example the file
     * @return the tensor
     */
    public TensorSource finite(String where) {
        return type.floating() ? new TensorSource(name, type, shape, FloatElements.finite(this, where)) : this;
    }

    /**
     * The same tensor under another name.
     *
     * @param other the name
     * @return the tensor
     */
    public TensorSource named(String other) {
        return new TensorSource(other, type, shape, content);
    }

    /**
     * An element of a part as a number.
     *
     * @param part the bytes of a part, little-endian
     * @param index the element, counted from the beginning of the buffer
     * @return its value; exact but for integers beyond 2^53
     */
    public double number(ByteBuffer part, int index) {
        return FloatElements.get(type, part, index);
    }

    /** Gives the bytes of a tensor. */
    @FunctionalInterface
    public interface Content {

        /**
         * Gives all bytes, little-endian, in one or more parts of whole elements.
         *
         * @param sink takes them
         * @throws IOException if the sink fails
         */
        void writeTo(Sink sink) throws IOException;
    }

    /** Takes the bytes of a tensor. */
    @FunctionalInterface
    public interface Sink {

        /**
         * Takes the next bytes.
         *
         * @param bytes all remaining ones are taken; the buffer may be used again afterwards
         * @throws IOException if they cannot be written
         */
        void write(ByteBuffer bytes) throws IOException;
    }

    /**
     * A tensor whose bytes are there already.
     *
     * @param name its name in the file
     * @param type its elements
     * @param shape its dimensions
     * @param bytes all of its bytes, little-endian; position and limit are left as they are
     * @return the source
     */
    public static TensorSource of(String name, ElementType type, List<Long> shape, ByteBuffer bytes) {
        return new TensorSource(name, type, shape, sink -> sink.write(bytes.duplicate()));
    }

    /**
     * An array, read without a copy where it lives on the CPU.
     *
     * @param name its name in the file
     * @param array the array, contiguous; not changed before it is written
     * @return the source
     * @throws IllegalArgumentException if its elements cannot be read through DJL
     */
    public static TensorSource of(String name, NDArray array) {
        ElementType type = ElementType.of(array.getDataType())
                .orElseThrow(() -> new IllegalArgumentException(
                        "array " + name + " has elements that cannot be saved: " + array.getDataType()));
        List<Long> shape = Arrays.stream(array.getShape().getShape()).boxed().toList();
        return new TensorSource(name, type, shape, sink -> {
            if (array.getDevice().equals(Device.cpu())) {
                sink.write(array.toByteBuffer(true));
            } else {
                try (NDArray copy = array.toDevice(Device.cpu(), true)) {
                    sink.write(copy.toByteBuffer(true));
                }
            }
        });
    }
}
