// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The classes of a dataset, in the order of the network's outputs.
 *
 * @param classes one entry a class; the index in this list is the class index
 * @param ignored label values that are no class and no error: they train and score nothing
 */
public record ClassTable(List<LabelClass> classes, List<Integer> ignored) {

    /** The index that stands for "no class" in a {@link LabelMap}. */
    public static final int IGNORE = 255;

    /**
     * One class.
     *
     * @param value its value in label files
     * @param name its name
     * @param color {@code #rrggbb}
     */
    public record LabelClass(int value, String name, String color) {

        /** {@return the colour as 0xRRGGBB} */
        public int rgb() {
            return Integer.parseInt(color.substring(1), 16);
        }
    }

    /** No classes: of datasets that know quantities alone. */
    public static final ClassTable NONE = new ClassTable(List.of(), List.of());

    /** Copies the lists and checks that values are distinct and there are at most 255 classes. */
    public ClassTable {
        classes = List.copyOf(classes);
        ignored = List.copyOf(ignored);
        Set<Integer> seen = new HashSet<>(ignored);
        for (LabelClass c : classes) {
            if (!seen.add(c.value())) {
                throw new IllegalArgumentException("label value " + c.value() + " (" + c.name() + ") stands twice");
            }
            if (!c.color().matches("#[0-9a-fA-F]{6}")) {
                throw new IllegalArgumentException("class " + c.name() + ": colour " + c.color() + " is not #rrggbb");
            }
        }
        if (classes.size() > IGNORE) {
            throw new IllegalArgumentException(classes.size() + " classes; at most " + IGNORE + " are possible");
        }
    }

    /** {@return the number of classes} */
    public int size() {
        return classes.size();
    }

    /**
     * Finds the class of a label value.
     *
     * @param value a value of a label file
     * @return its class index; {@link #IGNORE} for an ignored value; -1 if the table does not know it
     */
    public int indexOf(int value) {
        for (int i = 0; i < classes.size(); i++) {
            if (classes.get(i).value() == value) {
                return i;
            }
        }
        return ignored.contains(value) ? IGNORE : -1;
    }
}
