// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import io.skysense.checkpoint.archive.Quote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Elements of tensors as numbers, and conversions between floating-point types. */
final class FloatElements {

    private static final int BLOCK = 1 << 18;

    private FloatElements() {}

    /** Reads an element; exact but for integers beyond 2^53. */
    static double get(ElementType type, ByteBuffer bytes, int index) {
        int at = index * type.bytes();
        return switch (type) {
            case F64 -> bytes.getDouble(at);
            case F32 -> bytes.getFloat(at);
            case F16 -> HalfFloat.toFloat(bytes.getShort(at));
            case BF16 -> Float.intBitsToFloat(bytes.getShort(at) << 16);
            case I64 -> bytes.getLong(at);
            case I32 -> bytes.getInt(at);
            case I16 -> bytes.getShort(at);
            case I8 -> bytes.get(at);
            case U64 -> unsigned(bytes.getLong(at));
            case U32 -> bytes.getInt(at) & 0xffffffffL;
            case U16 -> bytes.getShort(at) & 0xffff;
            case U8, BOOL -> bytes.get(at) & 0xff;
            case F8_E4M3, F8_E5M2 -> throw new IllegalArgumentException(type + " has no arithmetic here");
        };
    }

    /** Whether a pattern of bits is neither an infinity nor a NaN. */
    static boolean finite(ElementType type, ByteBuffer bytes, int index) {
        int at = index * type.bytes();
        return switch (type) {
            case F64 -> Double.isFinite(bytes.getDouble(at));
            case F32 -> (bytes.getInt(at) & 0x7f800000) != 0x7f800000;
            case F16 -> (bytes.getShort(at) & 0x7c00) != 0x7c00;
            case BF16 -> (bytes.getShort(at) & 0x7f80) != 0x7f80;
            default -> true;
        };
    }

    /** Gives what a source gives, as elements of another type, to the nearest, ties to even. */
    static TensorSource.Content converted(TensorSource source, ElementType to) {
        return sink -> {
            ByteBuffer out = ByteBuffer.allocate(BLOCK * to.bytes()).order(ByteOrder.LITTLE_ENDIAN);
            source.content().writeTo(part -> {
                ByteBuffer in = part.slice().order(ByteOrder.LITTLE_ENDIAN);
                int count = in.remaining() / source.type().bytes();
                for (int i = 0; i < count; i++) {
                    put(out, to, get(source.type(), in, i), source);
                    if (!out.hasRemaining()) {
                        sink.write(out.flip());
                        out.clear();
                    }
                }
                part.position(part.limit());
            });
            sink.write(out.flip());
        };
    }

    /** Gives what a source gives, up to the first part that holds a NaN or an infinity. */
    static TensorSource.Content finite(TensorSource source, String where) {
        return sink -> {
            long[] before = new long[1];
            source.content().writeTo(part -> {
                ByteBuffer in = part.slice().order(ByteOrder.LITTLE_ENDIAN);
                int count = in.remaining() / source.type().bytes();
                for (int i = 0; i < count; i++) {
                    if (!finite(source.type(), in, i)) {
                        throw new CheckpointException(where + ": tensor " + Quote.of(source.name()) + " "
                                + source.describe() + ": element " + (before[0] + i) + " is "
                                + get(source.type(), in, i));
                    }
                }
                before[0] += count;
                sink.write(part);
            });
        };
    }

    private static void put(ByteBuffer out, ElementType type, double value, TensorSource source) throws IOException {
        float single = (float) value;
        double stored = value;
        switch (type) {
            case F64 -> out.putDouble(value);
            case F32 -> {
                out.putFloat(single);
                stored = single;
            }
            case F16 -> {
                short half = HalfFloat.of(single);
                out.putShort(half);
                stored = HalfFloat.toFloat(half);
            }
            case BF16 -> {
                short brain = HalfFloat.brain(single);
                out.putShort(brain);
                stored = Float.intBitsToFloat(brain << 16);
            }
            default -> throw new IllegalArgumentException("not a type to convert to: " + type);
        }
        if (Double.isInfinite(stored) && !Double.isInfinite(value)) {
            throw new CheckpointException(
                    "tensor " + Quote.of(source.name()) + ": " + value + " is too large for " + type);
        }
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : (value >>> 1 | value & 1) * 2.0;
    }
}
