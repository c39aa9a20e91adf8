// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.incontext;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * Labels as vocabulary ids, and the way back.
 *
 * @param ids (B, H, W) int64, 0 for black, which is background
 * @param colours colour code {@code R << 16 | G << 8 | B} of every id in use
 */
public record InContextTargets(NDArray ids, Map<Integer, Integer> colours) implements AutoCloseable {

    /** Copies the map. */
    public InContextTargets {
        colours = Map.copyOf(colours);
    }

    @Override
    public void close() {
        ids.close();
    }
}
