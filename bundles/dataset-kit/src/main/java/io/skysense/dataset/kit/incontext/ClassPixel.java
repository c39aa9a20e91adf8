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
        byte[] classes = label.classes();
        byte wanted = (byte) classIndex;
        int count = 0;
        for (byte c : classes) {
            count += c == wanted ? 1 : 0;
        }
        if (count == 0) {
            return OptionalInt.empty();
        }
        int left = random.nextInt(count);
        int at = -1;
        while (left >= 0) {
            at++;
            left -= classes[at] == wanted ? 1 : 0;
        }
        return OptionalInt.of(at);
    }
}
