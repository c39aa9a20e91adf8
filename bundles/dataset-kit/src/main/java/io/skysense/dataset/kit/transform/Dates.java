// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Chooses dates of a series, in their order. */
final class Dates {

    private Dates() {}

    /**
     * Any of them, each once where there are enough, else each draw from all.
     *
     * @param times how many there are
     * @param wanted how many to choose
     * @param random the sample's generator
     * @return indices, ascending
     */
    static List<Integer> random(int times, int wanted, RandomGenerator random) {
        if (wanted == 1) {
            return List.of(random.nextInt(times));
        }
        if (times < wanted) {
            return IntStream.generate(() -> random.nextInt(times))
                    .limit(wanted)
                    .sorted()
                    .boxed()
                    .toList();
        }
        List<Integer> left = new ArrayList<>(IntStream.range(0, times).boxed().toList());
        while (left.size() > wanted) {
            left.remove(random.nextInt(left.size()));
        }
        return List.copyOf(left);
    }

    /**
     * Evenly spaced ones, the middle of each equal part of the series; some more than once where there are too few.
     *
     * @param times how many there are
     * @param wanted how many to choose
     * @return indices, ascending
     */
    static List<Integer> even(int times, int wanted) {
        return IntStream.range(0, wanted)
                .map(i -> (int) ((2L * i + 1) * times / (2L * wanted)))
                .boxed()
                .toList();
    }
}
