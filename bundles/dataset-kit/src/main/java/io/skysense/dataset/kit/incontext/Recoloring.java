// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.LabelMap;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Which classes of a collage are shown, and in which colours; everything else is black. Pure functions. */
public final class Recoloring {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int CODES = 1 << 24;

    private Recoloring() {}

    /**
     * The classes in a part of a label.
     *
     * @param label the label
     * @param part which part of it
     * @return the class indices that occur, without {@link ClassTable#IGNORE}
     */
    public static BitSet occurring(LabelMap label, Box part) {
        boolean[] seen = new boolean[256];
        byte[] pixels = label.classes();
        for (int r = part.row(); r < part.row() + part.height(); r++) {
            int i = r * label.width() + part.column();
            int end = i + part.width();
            long alike = 0;
            for (boolean first = true; i <= end - Long.BYTES; i += Long.BYTES, first = false) {
                long eight = (long) EIGHT.get(pixels, i);
                // Neighbours are mostly alike.
                if (first || eight != alike) {
                    note(pixels, i, i + Long.BYTES, seen);
                    alike = (pixels[i + Long.BYTES - 1] & 0xffL) * 0x0101010101010101L;
                }
            }
            note(pixels, i, end, seen);
        }
        BitSet classes = new BitSet(256);
        for (int c = 0; c < ClassTable.IGNORE; c++) {
            classes.set(c, seen[c]);
        }
        return classes;
    }

    private static void note(byte[] pixels, int from, int to, boolean[] seen) {
        for (int i = from; i < to; i++) {
            seen[pixels[i] & 0xff] = true;
        }
    }

    /**
     * The classes that a collage shows: those of the table that all its labels hold; if there are none, or more than
     * there are colours for, the current class first.
     *
     * @param labels the classes that occur in each label
     * @param table the number of classes of the table
     * @param current the class that the images were chosen for
     * @param most how many classes may be shown, at least 1
     * @return class indices, ascending
     */
    public static List<Integer> shown(List<BitSet> labels, int table, int current, int most) {
        BitSet common = new BitSet();
        common.set(0, table);
        labels.forEach(common::and);
        if (common.isEmpty()) {
            return List.of(current);
        }
        List<Integer> shown = new ArrayList<>();
        boolean holdsCurrent = common.get(current);
        common.stream()
                .filter(c -> c != current)
                .limit(holdsCurrent ? most - 1L : most)
                .forEach(shown::add);
        if (holdsCurrent) {
            shown.add(current);
        }
        shown.sort(null);
        return shown;
    }

    /**
     * Random colours for training, distinct and none of them black.
     *
     * @param shown the classes to colour
     * @param used the colours of the batch so far; new ones are added
     * @param most how many colours the batch may have; after that colours are used again
     * @param random the item's generator
     * @return colour code of each class
     */
    public static Map<Integer, Integer> random(
            List<Integer> shown, Set<Integer> used, int most, RandomGenerator random) {
        Map<Integer, Integer> colors = new LinkedHashMap<>();
        List<Integer> again = new ArrayList<>(used);
        for (int c : shown) {
            int color = 1 + random.nextInt(CODES - 1);
            while (colors.containsValue(color)) {
                color = 1 + random.nextInt(CODES - 1);
            }
            if (!used.contains(color) && used.size() >= most) {
                color = again.remove(random.nextInt(again.size()));
            }
            again.remove((Integer) color);
            used.add(color);
            colors.put(c, color);
        }
        return colors;
    }

    /**
     * Fixed colours for validation: a class of a dataset always has the same.
     *
     * @param shown the classes to colour
     * @param table the number of classes of the table
     * @return colour code of each class
     */
    public static Map<Integer, Integer> fixed(List<Integer> shown, int table) {
        int[] painter = Painter.colors(table);
        Map<Integer, Integer> colors = new LinkedHashMap<>();
        shown.forEach(c -> colors.put(c, painter[c]));
        return colors;
    }
}
