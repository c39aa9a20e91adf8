// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.list;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the bytes of one record; {@link RecordPacker} says how they lie. */
final class PackedInput {

    private final byte[] block;
    private int at;
    private byte[] last = {};

    PackedInput(byte[] block, int at) {
        this.block = block;
        this.at = at;
    }

    /** {@return the next number, at least 0} */
    int number() {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = block[at++];
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /** {@return the next paths} */
    List<String> paths() {
        int count = number();
        List<String> paths = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int common = number();
            int own = number();
            byte[] path = Arrays.copyOf(last, common + own);
            System.arraycopy(block, at, path, common, own);
            at += own;
            last = path;
            paths.add(new String(path, StandardCharsets.UTF_8));
        }
        return paths;
    }

    /** {@return the next list of floating-point numbers} */
    List<Double> doubles() {
        int count = number();
        List<Double> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long bits = 0;
            for (int b = 0; b < Double.BYTES; b++) {
                bits = bits << Byte.SIZE | block[at++] & 0xff;
            }
            values.add(Double.longBitsToDouble(bits));
        }
        return values;
    }
}
