// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ClassTable.LabelClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The byte that stands for each class in a map: its value in label files, so that a map can be compared with them and
 * serve as one. If a value is not from 0 to 254, all classes are numbered in table order from 0.
 */
final class ClassCoding {

    /** The byte of pixels where the input has no data. */
    static final int NODATA = 255;

    private final byte[] values;
    private final List<LabelClass> classes;

    /** Reads the table. */
    ClassCoding(ClassTable table) {
        classes = table.classes();
        boolean fits = classes.stream().allMatch(c -> c.value() >= 0 && c.value() < NODATA);
        values = new byte[classes.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (fits ? classes.get(i).value() : i);
        }
    }

    /** {@return the byte of a class index} */
    byte value(int index) {
        return values[index];
    }

    /** {@return K} */
    int classes() {
        return values.length;
    }

    /** {@return class names by class index} */
    List<String> names() {
        return classes.stream().map(LabelClass::name).toList();
    }

    /** {@return 0xRRGGBB by byte; black for bytes that stand for nothing} */
    List<Integer> colors() {
        List<Integer> colors = new ArrayList<>(Collections.nCopies(length(), 0));
        for (int i = 0; i < values.length; i++) {
            colors.set(values[i] & 0xff, classes.get(i).rgb());
        }
        return colors;
    }

    /** {@return names by byte; empty for bytes that stand for nothing} */
    List<String> categories() {
        List<String> names = new ArrayList<>(Collections.nCopies(length(), ""));
        for (int i = 0; i < values.length; i++) {
            names.set(values[i] & 0xff, classes.get(i).name());
        }
        return names;
    }

    private int length() {
        int most = 0;
        for (byte value : values) {
            most = Math.max(most, value & 0xff);
        }
        return most + 1;
    }
}
