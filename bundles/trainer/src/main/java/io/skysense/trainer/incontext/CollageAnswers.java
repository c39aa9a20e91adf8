// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.incontext;

import io.skysense.dataset.kit.incontext.CollageClasses;
import java.util.HashMap;
import java.util.Map;

/**
 * What vocabulary ids stand for in a collage.
 *
 * @param classOf class index of an id; ids of no class of the collage are not in it
 */
record CollageAnswers(Map<Integer, Integer> classOf) {

    /** What a pixel of no class is. */
    static final int NONE = -1;

    /**
     * Joins both ways of saying it.
     *
     * @param colours colour code of every id in use in the batch
     * @param classes class of every colour of the collage
     * @return the classes of the ids
     */
    static CollageAnswers of(Map<Integer, Integer> colours, CollageClasses classes) {
        Map<Integer, Integer> classOf = new HashMap<>();
        colours.forEach((id, code) -> classes.byColor().forEach((colour, index) -> {
            if (near(code, colour)) {
                classOf.put(id, index);
            }
        }));
        return new CollageAnswers(classOf);
    }

    /** {@return the class of an id; {@link #NONE} for none} */
    int of(long id) {
        return classOf.getOrDefault((int) id, NONE);
    }

    /** Undoing the normalisation as the reference does makes some values one less. */
    private static boolean near(int code, int colour) {
        for (int shift = 0; shift < Integer.SIZE - Byte.SIZE; shift += Byte.SIZE) {
            int less = (colour >> shift & 0xff) - (code >> shift & 0xff);
            if (less < 0 || less > 1) {
                return false;
            }
        }
        return true;
    }
}
