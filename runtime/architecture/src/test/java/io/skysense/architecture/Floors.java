// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.architecture;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which bundle is on which floor.
 *
 * @param patterns floor by bundle name; a name that ends in a star stands for any ending
 */
record Floors(Map<String, Integer> patterns) {

    /** The floor of the plug-ins. */
    static final int PLUGINS = 3;

    static Floors read() {
        Map<String, Integer> found = new LinkedHashMap<>();
        for (String line : Lines.of("floors.txt")) {
            String[] words = line.split("\\s+");
            for (int i = 1; i < words.length; i++) {
                found.put(words[i], Integer.valueOf(words[0]));
            }
        }
        return new Floors(found);
    }

    /** {@return the floor of a bundle} */
    Optional<Integer> of(String name) {
        return Optional.ofNullable(patterns.get(name))
                .or(() -> patterns.entrySet().stream()
                        .filter(e -> e.getKey().endsWith("*"))
                        .filter(e -> name.startsWith(
                                e.getKey().substring(0, e.getKey().length() - 1)))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }
}
