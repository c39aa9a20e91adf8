// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import io.skysense.api.data.LabelMap;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** Chooses a pixel of a class, every one as likely as the next. */
final class ClassPixel {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long LOW = 0x7f7f7f7f7f7f7f7fL;

    private ClassPixel() {}

    /**
     * Draws one.
     *
     * @param label a label
     * @param classIndex the class
     * @param random the item's generator
     * @return index of the pixel, row by row; empty if the label does not hold the class
     */
    static OptionalInt draw(LabelMap label, int classIndex, RandomGenerator random) {
        int[] inRow = new int[label.height()];
        int count = 0;
        for (int r = 0; r < inRow.length; r++) {
            inRow[r] = count(label, r, (byte) classIndex);
            count += inRow[r];
        }
        if (count == 0) {
            return OptionalInt.empty();
        }
        int left = random.nextInt(count);
        int row = 0;
        while (left >= inRow[row]) {
            left -= inRow[row];
            row++;
        }
        int at = row * label.width() - 1;
        while (left >= 0) {
            at++;
            left -= label.classes()[at] == (byte) classIndex ? 1 : 0;
        }
        return OptionalInt.of(at);
    }

    /** Labels are large, and most of their pixels are only counted: eight at a time. */
    private static int count(LabelMap label, int row, byte wanted) {
        byte[] classes = label.classes();
        long pattern = (wanted & 0xffL) * 0x0101010101010101L;
        int i = row * label.width();
        int end = i + label.width();
        int count = 0;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long differ = (long) EIGHT.get(classes, i) ^ pattern;
            // The upper bit of each byte is left 0 exactly where the byte is 0 (Warren, Hacker's Delight, 6-1).
            long other = (differ & LOW) + LOW | differ | LOW;
            count += Long.bitCount(~other);
        }
        for (; i < end; i++) {
            count += classes[i] == wanted ? 1 : 0;
        }
        return count;
    }
}
