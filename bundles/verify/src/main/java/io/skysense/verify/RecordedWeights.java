// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

import ai.djl.ndarray.NDArray;
import io.skysense.api.progress.Progress;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.Weights;
import io.skysense.checkpoint.npz.NpzFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Weights of a recording, put into a model. */
final class RecordedWeights {

    /** Buffers that follow from the size of a window, and a count that nothing reads. */
    private static final Pattern COMPUTED =
            Pattern.compile(".*(relative_coords_table|relative_position_index|num_batches_tracked)");

    private RecordedWeights() {}

    /**
     * @param file every parameter and buffer under its full name
     * @param state arrays of the model
     * @throws CheckpointException if names or shapes differ
     */
    static void restore(NpzFile file, Map<String, NDArray> state) throws CheckpointException {
        var sources = new LinkedHashMap<>(file.sources());
        sources.keySet().removeIf(name -> COMPUTED.matcher(name).matches());
        Weights.load(file.path().toString(), sources, state, Progress.NONE);
    }
}
