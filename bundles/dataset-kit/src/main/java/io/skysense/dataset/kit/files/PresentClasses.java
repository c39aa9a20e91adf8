// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.ClassTable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Notes which classes pass by. */
final class PresentClasses implements LabelRows.Sink {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** Pixels that are compared together. */
    private static final int AT_ONCE = 32;

    private final LabelCodes codes;
    private final boolean[] small = new boolean[256];
    private final BitSet classes = new BitSet();
    private boolean unknown;

    PresentClasses(LabelCodes codes) {
        this.codes = codes;
    }

    /** {@return whether there was anything that the class table does not know} */
    boolean unknown() {
        noteSmall();
        return unknown;
    }

    /** {@return the indices of the classes, ascending} */
    SortedSet<Integer> classes() {
        noteSmall();
        classes.clear(ClassTable.IGNORE);
        return classes.stream().boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    private void noteSmall() {
        for (int value = 0; value < small.length; value++) {
            if (small[value]) {
                note(codes.small(value));
            }
        }
    }

    private void note(int index) {
        if (index == LabelCodes.UNKNOWN) {
            unknown = true;
        } else {
            classes.set(index);
        }
    }

    @Override
    public void bytes(int from, byte[] values) {
        // Labels are smooth: nearly always the next pixels are what the one before them was.
        long known = 0;
        int i = 0;
        if (values.length > 0) {
            small[values[0] & 0xff] = true;
            known = repeated(values[0]);
        }
        for (; i <= values.length - AT_ONCE; i += AT_ONCE) {
            long other = (eight(values, i) ^ known)
                    | (eight(values, i + 8) ^ known)
                    | (eight(values, i + 16) ^ known)
                    | (eight(values, i + 24) ^ known);
            if (other != 0) {
                note(values, i, i + AT_ONCE);
                known = repeated(values[i + AT_ONCE - 1]);
            }
        }
        note(values, i, values.length);
    }

    private static long eight(byte[] values, int from) {
        return (long) EIGHT.get(values, from);
    }

    private static long repeated(byte value) {
        return (value & 0xffL) * 0x0101010101010101L;
    }

    private void note(byte[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            small[values[i] & 0xff] = true;
        }
    }

    @Override
    public void values(int from, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (i == 0 || values[i] != values[i - 1]) {
                note(codes.value(values[i]));
            }
        }
    }

    @Override
    public void colors(int from, byte[] red, byte[] green, byte[] blue) {
        for (int i = 0; i < red.length; i++) {
            if (i == 0 || red[i] != red[i - 1] || green[i] != green[i - 1] || blue[i] != blue[i - 1]) {
                note(codes.color(codes.color(red[i] & 0xff, green[i] & 0xff, blue[i] & 0xff)));
            }
        }
    }
}
