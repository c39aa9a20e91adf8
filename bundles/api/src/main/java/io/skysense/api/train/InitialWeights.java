// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.train;

import java.util.List;

/**
 * A file that the weights of a run begin with.
 *
 * @param file a weight file: safetensors of this platform or another, PyTorch's or NumPy's; relative to the folder in
 *     which the run is started
 * @param key the part of it that is wanted: a dictionary of a PyTorch file, or what names of the others begin with;
 *     empty for all
 * @param map how its names become the model's: the rules, and names of lists of rules, that {@code weights convert}
 *     takes
 */
public record InitialWeights(String file, String key, List<String> map) {

    /** Copies the list; without key and map it is the whole file, under the names that it has. */
    public InitialWeights {
        if (file == null || file.isEmpty()) {
            throw new IllegalArgumentException("file: missing; a weight file is expected");
        }
        key = key == null ? "" : key;
        map = map == null ? List.of() : List.copyOf(map);
    }
}
