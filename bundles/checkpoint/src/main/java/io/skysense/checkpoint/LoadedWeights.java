// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import java.util.List;

/**
 * Where the weights of a model came from.
 *
 * @param file the file, absolute
 * @param sha256 its digest, as {@code sha256sum} gives it
 * @param key the dictionary within it, keys joined by dots; empty if it holds only one
 * @param rules how names were mapped, in order
 * @param tensors how many were loaded
 * @param bytes their size in the file
 */
public record LoadedWeights(String file, String sha256, String key, List<String> rules, int tensors, long bytes) {

    /** Copies the list. */
    public LoadedWeights {
        rules = List.copyOf(rules);
    }
}
