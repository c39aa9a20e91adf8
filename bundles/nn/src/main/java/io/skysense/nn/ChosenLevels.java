// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.skysense.api.config.SettingsException;
import io.skysense.api.model.FeatureLevel;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The levels of a pyramid that a head takes: the key {@code in_index} of presets.
 *
 * @param index which they are, fine to coarse
 * @param levels what they are
 */
public record ChosenLevels(List<Integer> index, List<FeatureLevel> levels) {

    /** Copies the lists. */
    public ChosenLevels {
        index = List.copyOf(index);
        levels = List.copyOf(levels);
    }

    /**
     * Checks what a preset says, before the pyramid is known.
     *
     * @param inIndex {@code in_index}
     * @return a copy
     * @throws IllegalArgumentException if they are not ascending, or below 0
     */
    public static List<Integer> checked(List<Integer> inIndex) {
        List<Integer> ascending = inIndex.stream().distinct().sorted().toList();
        if (!inIndex.equals(ascending) || !inIndex.isEmpty() && inIndex.get(0) < 0) {
            throw new IllegalArgumentException("in_index must be levels, ascending");
        }
        return ascending;
    }

    /**
     * Chooses levels, all if none are named.
     *
     * @param inIndex as {@link #checked} gives it
     * @param pyramid its levels, fine to coarse
     * @return the choice
     * @throws SettingsException if the pyramid has no such level
     */
    public static ChosenLevels orAll(List<Integer> inIndex, List<FeatureLevel> pyramid) {
        return of(inIndex, 0, pyramid);
    }

    /**
     * Chooses levels, the coarsest if none are named.
     *
     * @param inIndex as {@link #checked} gives it
     * @param pyramid its levels, fine to coarse
     * @return the choice
     * @throws SettingsException if the pyramid has no such level
     */
    public static ChosenLevels orCoarsest(List<Integer> inIndex, List<FeatureLevel> pyramid) {
        return of(inIndex, pyramid.size() - 1, pyramid);
    }

    private static ChosenLevels of(List<Integer> inIndex, int first, List<FeatureLevel> pyramid) {
        int count = pyramid.size();
        List<Integer> index =
                inIndex.isEmpty() ? IntStream.range(first, count).boxed().toList() : inIndex;
        int last = index.get(index.size() - 1);
        if (last >= count) {
            throw new SettingsException(
                    "head in_index: no level " + last + "; the pyramid has levels 0 to " + (count - 1));
        }
        return new ChosenLevels(index, index.stream().map(pyramid::get).toList());
    }

    /** {@return the channels of each} */
    public List<Integer> channels() {
        return levels.stream().map(FeatureLevel::channels).toList();
    }

    /**
     * Takes them out of a pyramid.
     *
     * @param pyramid all of its arrays, which stay the caller's
     * @return those that were chosen
     */
    public NDList of(List<NDArray> pyramid) {
        NDList chosen = new NDList(index.size());
        index.forEach(i -> chosen.add(pyramid.get(i)));
        return chosen;
    }
}
