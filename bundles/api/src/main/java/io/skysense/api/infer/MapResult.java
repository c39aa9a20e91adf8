// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.infer;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a prediction wrote.
 *
 * @param output the class map
 * @param width W in pixels
 * @param height H in pixels
 * @param tiles tiles in all
 * @param resumed tiles that an earlier call had done
 * @param complete false if it was cancelled; the output then does not exist yet
 * @param versions name and version of every bundle that a part of the model came from
 */
public record MapResult(
        Path output, int width, int height, int tiles, int resumed, boolean complete, Map<String, String> versions) {

    /** Copies the map. */
    public MapResult {
        versions = Map.copyOf(versions);
    }

    /**
     * Of a model that is not told.
     *
     * @param output the class map
     * @param width W in pixels
     * @param height H in pixels
     * @param tiles tiles in all
     * @param resumed tiles that an earlier call had done
     * @param complete false if it was cancelled; the output then does not exist yet
     */
    public MapResult(Path output, int width, int height, int tiles, int resumed, boolean complete) {
        this(output, width, height, tiles, resumed, complete, Map.of());
    }
}
