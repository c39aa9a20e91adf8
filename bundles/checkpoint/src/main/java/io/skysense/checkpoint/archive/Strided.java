// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A tensor that lies in bytes with a step of its own for each dimension.
 *
 * @param shape dimensions
 * @param strides step of each dimension, in elements, none negative
 * @param offset first element
 * @param elementBytes 1, 2, 4 or 8
 * @param order of the bytes of an element
 */
public record Strided(List<Long> shape, List<Long> strides, long offset, int elementBytes, ByteOrder order) {

    private static final int OUT = 1 << 20;
    private static final int WINDOW = 1 << 30;

    /** Copies the lists. */
    public Strided {
        shape = List.copyOf(shape);
        strides = List.copyOf(strides);
    }

    /**
     * Row-major strides.
     *
     * @param shape dimensions
     * @return the step of each
     */
    public static List<Long> rowMajor(List<Long> shape) {
        Long[] strides = new Long[shape.size()];
        long step = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= Math.max(1, shape.get(i));
        }
        return List.of(strides);
    }

    /**
     * How many elements there are.
     *
     * @return the number
     * @throws ArithmeticException if the dimensions, those of no elements aside, take more than 2^63-1 bytes
     */
    public long count() {
        long bytes = elementBytes;
        for (long dimension : shape) {
            bytes = Math.multiplyExact(bytes, Math.max(1, dimension));
        }
        return shape.contains(0L) ? 0 : bytes / elementBytes;
    }

    /**
     * How many elements the bytes must have.
     *
     * @return one past the last that is reached
     * @throws ArithmeticException if that is more than 2^63-1
     */
    public long reach() {
        if (shape.contains(0L)) {
            return offset;
        }
        long last = offset;
        for (int i = 0; i < shape.size(); i++) {
            last = Math.addExact(last, Math.multiplyExact(shape.get(i) - 1, strides.get(i)));
        }
        return Math.addExact(last, 1);
    }

    /** Gives the elements row by row, little-endian, in parts of whole elements. */
    public void read(Bytes bytes, String name, ByteSink sink) throws IOException {
        if (shape.contains(0L)) {
            return;
        }
        boolean little = order == ByteOrder.LITTLE_ENDIAN || elementBytes == 1;
        if (little && inOrder()) {
            bytes.read(offset * elementBytes, count() * elementBytes, sink);
        } else {
            gather(bytes.random(name), bytes.size(), sink);
        }
    }

    /** Steps of dimensions of one element say nothing. */
    private boolean inOrder() {
        List<Long> expected = rowMajor(shape);
        for (int i = 0; i < shape.size(); i++) {
            if (shape.get(i) != 1 && !strides.get(i).equals(expected.get(i))) {
                return false;
            }
        }
        return true;
    }

    private void gather(Bytes.Random bytes, long size, ByteSink sink) throws IOException {
        Window window = new Window(bytes, size);
        ByteBuffer out = ByteBuffer.allocate(OUT).order(ByteOrder.LITTLE_ENDIAN);
        long[] index = new long[shape.size()];
        long at = offset;
        while (true) {
            window.copy(at * elementBytes, out);
            if (!out.hasRemaining()) {
                sink.accept(out.flip());
                out.clear();
            }
            int d = index.length - 1;
            while (d >= 0 && index[d] == shape.get(d) - 1) {
                at -= index[d] * strides.get(d);
                index[d--] = 0;
            }
            if (d < 0) {
                break;
            }
            index[d]++;
            at += strides.get(d);
        }
        if (out.position() > 0) {
            sink.accept(out.flip());
        }
    }

    /** The part of the bytes around the last element. */
    private final class Window {

        private final Bytes.Random bytes;
        private final long size;
        private ByteBuffer part = ByteBuffer.allocate(0);
        private long begin;

        Window(Bytes.Random bytes, long size) {
            this.bytes = bytes;
            this.size = size;
        }

        void copy(long at, ByteBuffer out) throws IOException {
            if (at < begin || at + elementBytes > begin + part.limit()) {
                // Elements begin at multiples of their size, so none lies in two windows.
                begin = at / WINDOW * WINDOW;
                part = bytes.slice(begin, (int) Math.min(WINDOW, size - begin)).order(order);
            }
            int from = (int) (at - begin);
            switch (elementBytes) {
                case 1 -> out.put(part.get(from));
                case 2 -> out.putShort(part.getShort(from));
                case 4 -> out.putInt(part.getInt(from));
                default -> out.putLong(part.getLong(from));
            }
        }
    }
}
