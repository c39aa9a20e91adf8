// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * TensorFlow's message {@code Event}, as far as scalars need it, in the wire format of protocol buffers: fields
 * {@code wall_time} (1), {@code step} (2), {@code file_version} (3) and {@code summary} (5), which has a {@code value}
 * (1) a scalar, of {@code tag} (1) and {@code simple_value} (2).
 */
final class ScalarEvent {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final int WIRE_BITS = 3;
    private static final int STEP = 2;

    private ScalarEvent() {}

    /** {@return what a file begins with} */
    static ByteBuffer version(double time) {
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        fixed64(event, 1, Double.doubleToLongBits(time));
        bytes(event, 3, "brain.Event:2".getBytes(StandardCharsets.US_ASCII));
        return ByteBuffer.wrap(event.toByteArray());
    }

    /** {@return an event with one scalar a figure} */
    static ByteBuffer scalars(double time, long step, Map<String, Double> figures) {
        ByteArrayOutputStream summary = new ByteArrayOutputStream();
        figures.forEach((name, value) -> {
            ByteArrayOutputStream scalar = new ByteArrayOutputStream();
            bytes(scalar, 1, name.getBytes(StandardCharsets.UTF_8));
            fixed32(scalar, 2, Float.floatToIntBits(value.floatValue()));
            bytes(summary, 1, scalar.toByteArray());
        });
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        fixed64(event, 1, Double.doubleToLongBits(time));
        tag(event, STEP, VARINT);
        varint(event, step);
        bytes(event, 5, summary.toByteArray());
        return ByteBuffer.wrap(event.toByteArray());
    }

    /** {@return the step of an event that this class made; 0 if it has none} */
    static long step(ByteBuffer event) {
        ByteBuffer in = event.duplicate();
        while (in.hasRemaining()) {
            long tag = varint(in);
            switch ((int) tag & 7) {
                case VARINT -> {
                    long value = varint(in);
                    if (tag >> WIRE_BITS == STEP) {
                        return value;
                    }
                }
                case FIXED64 -> in.position(in.position() + Long.BYTES);
                case BYTES -> {
                    long length = varint(in);
                    in.position(in.position() + (int) length);
                }
                default -> in.position(in.position() + Integer.BYTES);
            }
        }
        return 0;
    }

    private static void tag(ByteArrayOutputStream out, int field, int wire) {
        varint(out, (long) field << WIRE_BITS | wire);
    }

    private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
        tag(out, field, BYTES);
        varint(out, value.length);
        out.writeBytes(value);
    }

    private static void fixed64(ByteArrayOutputStream out, int field, long bits) {
        tag(out, field, FIXED64);
        out.writeBytes(little(Long.BYTES).putLong(bits).array());
    }

    private static void fixed32(ByteArrayOutputStream out, int field, int bits) {
        tag(out, field, FIXED32);
        out.writeBytes(little(Integer.BYTES).putInt(bits).array());
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        for (; rest >>> 7 != 0; rest >>>= 7) {
            out.write((int) (rest & 0x7f | 0x80));
        }
        out.write((int) rest);
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                break;
            }
        }
        return value;
    }
}
