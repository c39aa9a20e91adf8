// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.job;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.List;

/**
 * The body of a request for a map.
 *
 * @param model what clients call the model
 * @param input a raster, relative to the served folder; of a model of several dates a list of them, in order
 * @param output the map to write, relative to the served folder
 * @param probabilities where to write class probabilities too; may be absent
 * @param tile side of a tile in pixels; may be absent
 * @param overlap pixels that neighbouring tiles share; may be absent
 */
record JobRequest(
        String model,

        @JsonFormat(
                with = {
                    JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
                    JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED
                })
        List<String> input,

        String output,
        String probabilities,
        Integer tile,
        Integer overlap) {

    private static final int TILE = 512;
    private static final int OVERLAP = 64;

    /** Stands for what is absent. */
    JobRequest {
        input = input == null ? List.of() : List.copyOf(input);
        tile = tile == null ? Integer.valueOf(TILE) : tile;
        overlap = overlap == null ? Integer.valueOf(OVERLAP) : overlap;
    }
}
