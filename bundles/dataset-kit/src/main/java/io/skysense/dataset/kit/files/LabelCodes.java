// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.ClassTable;
import io.skysense.dataset.kit.layout.FileLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Which class a value or a colour of a label file stands for. */
public final class LabelCodes {

    /** Stands for what the table does not know. */
    static final int UNKNOWN = -1;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;
    private static final int BYTES = 256;
    private static final int LAST = BYTES - 1;

    private final ClassTable classes;
    private final int threshold;
    private final int[] small = new int[BYTES];
    private final Map<Integer, Integer> colors = new HashMap<>();

    /**
     * Makes the table.
     *
     * @param classes the classes by value
     * @param layout the colours of values
     */
    public LabelCodes(ClassTable classes, FileLayout layout) {
        this.classes = classes;
        this.threshold = layout.threshold();
        Arrays.setAll(small, classes::indexOf);
        for (int grey = 0; grey < BYTES; grey++) {
            colors.put(grey << 16 | grey << 8 | grey, small[grey]);
        }
        layout.colors()
                .forEach(
                        (color, value) -> colors.put(Integer.parseInt(color.substring(1), 16), classes.indexOf(value)));
    }

    /** {@return the classes by value} */
    ClassTable classes() {
        return classes;
    }

    /** {@return the class index of an unsigned byte, or {@link #UNKNOWN}} */
    int small(int value) {
        return small[value];
    }

    /**
     * Puts class indices for unsigned bytes.
     *
     * @param values the bytes
     * @param out gets as many indices; for unknown values what is unknown
     * @param from where in {@code out}
     * @return whether all values are known
     */
    boolean translate(byte[] values, byte[] out, int from) {
        int all = 0;
        int i = 0;
        long alike = 0;
        long indices = 0;
        boolean first = true;
        // Labels are smooth: nearly always eight neighbours are what the one before them was.
        for (; i <= values.length - Long.BYTES; i += Long.BYTES) {
            long eight = (long) EIGHT.get(values, i);
            if (eight != alike || first) {
                all |= translate(values, i, i + Long.BYTES, out, from + i);
                int last = i + Long.BYTES - 1;
                alike = (values[last] & 0xffL) * ONES;
                indices = (out[from + last] & 0xffL) * ONES;
                first = false;
            } else {
                EIGHT.set(out, from + i, indices);
            }
        }
        return (all | translate(values, i, values.length, out, from + i)) >= 0;
    }

    /** Indices are at least 0, but for that of the unknown, which makes the sum of all bits negative. */
    private int translate(byte[] values, int begin, int end, byte[] out, int to) {
        int all = 0;
        for (int i = begin; i < end; i++) {
            int index = small[values[i] & 0xff];
            all |= index;
            out[to + i - begin] = (byte) index;
        }
        return all;
    }

    /** {@return the class index of a number, or {@link #UNKNOWN}} */
    int value(double value) {
        if (value != (int) value) {
            return UNKNOWN;
        }
        return value >= 0 && value < BYTES ? small[(int) value] : classes.indexOf((int) value);
    }

    /** {@return 0xRRGGBB of three bytes, each made 0 or 255 where labels were compressed with loss} */
    int color(int red, int green, int blue) {
        return threshold == 0 ? red << 16 | green << 8 | blue : pure(red) << 16 | pure(green) << 8 | pure(blue);
    }

    private int pure(int value) {
        return value >= threshold ? LAST : 0;
    }

    /** {@return the class index of a colour 0xRRGGBB, or {@link #UNKNOWN}} */
    int color(int rgb) {
        return colors.getOrDefault(rgb, UNKNOWN);
    }
}
