// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import io.skysense.api.data.LabelMap;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** Chooses a pixel of a class, every one as likely as the next. */
final class ClassPixel {

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

    private static int count(LabelMap label, int row, byte wanted) {
        byte[] classes = label.classes();
        int count = 0;
        for (int i = row * label.width(); i < (row + 1) * label.width(); i++) {
            count += classes[i] == wanted ? 1 : 0;
        }
        return count;
    }
}
