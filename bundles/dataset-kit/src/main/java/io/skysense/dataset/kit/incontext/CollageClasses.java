// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the colours of a collage stand for.
 *
 * @param dataset the name of the dataset that all its images are of
 * @param current index of the class that the images were chosen for
 * @param colors colour code {@code R << 16 | G << 8 | B} of each class index that is shown, all different; every other
 *     pixel is black
 */
public record CollageClasses(String dataset, int current, Map<Integer, Integer> colors) {

    /** Copies the map. */
    public CollageClasses {
        colors = Map.copyOf(colors);
    }

    /** {@return the class index of each colour code} */
    public Map<Integer, Integer> byColor() {
        return colors.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }
}
