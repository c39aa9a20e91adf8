// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Draws the records of a collage. */
final class Draws {

    private Draws() {}

    /**
     * Draws records, without replacement if there are enough of them, else with.
     *
     * @param records to draw from, at least one
     * @param count how many
     * @param random the item's generator
     * @return the records, in the order drawn
     */
    static int[] of(int[] records, int count, RandomGenerator random) {
        int[] drawn = new int[count];
        Set<Integer> taken = new HashSet<>();
        for (int i = 0; i < count; i++) {
            // Floyd's way (Bentley, "A sample of brilliance", CACM 1987) needs no copy of a long list.
            int last = records.length - count + i;
            int at = random.nextInt(records.length >= count ? last + 1 : records.length);
            if (records.length >= count && !taken.add(at)) {
                at = last;
                taken.add(at);
            }
            drawn[i] = records[at];
        }
        shuffle(drawn, random);
        return drawn;
    }

    /** Floyd's sets are fair, his order is not. */
    private static void shuffle(int[] values, RandomGenerator random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }
}
