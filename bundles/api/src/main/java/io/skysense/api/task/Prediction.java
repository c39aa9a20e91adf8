// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.task;

import ai.djl.ndarray.NDArray;
import io.skysense.api.data.LabelKind;

/**
 * What a head says of a batch.
 *
 * @param kind of what
 * @param values float32, in the shape that {@link LabelKind} gives for predictions; maps at the input's resolution
 */
public record Prediction(LabelKind kind, NDArray values) {

    /**
     * The same of other numbers.
     *
     * @param other (B, ...)
     * @return a prediction of this kind
     */
    public Prediction with(NDArray other) {
        return new Prediction(kind, other);
    }
}
