// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone.completion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.skysense.api.data.Modality;
import java.util.Map;

/**
 * Features of every modality.
 *
 * @param features (B, C, H, W) of every modality: the given ones where a sample has it, else made ones
 * @param cost scalar, or null where it was not asked for
 * @param owned what is closed with this; given features are not
 */
public record Completed(Map<Modality, NDArray> features, NDArray cost, NDList owned) implements AutoCloseable {

    /** Closes what was made; the cost stays. */
    @Override
    public void close() {
        owned.close();
    }
}
