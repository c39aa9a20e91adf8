// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.kserve;

import java.util.List;

/**
 * The body of a request to infer.
 *
 * @param id comes back in the answer; may be absent
 * @param inputs one tensor a modality
 * @param outputs which outputs are wanted; absent or empty for all
 */
record InferRequest(String id, List<Tensor> inputs, List<Wanted> outputs) {

    /**
     * An output that is wanted.
     *
     * @param name its name
     */
    record Wanted(String name) {}

    /** Stands for what is absent. */
    InferRequest {
        inputs = inputs == null ? List.of() : List.copyOf(inputs);
        outputs = outputs == null ? List.of() : List.copyOf(outputs);
    }

    /**
     * Whether an output is wanted.
     *
     * @param name its name
     * @return true also if none is named
     */
    boolean wants(String name) {
        return outputs.isEmpty() || outputs.stream().anyMatch(o -> name.equals(o.name()));
    }
}
