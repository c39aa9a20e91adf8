// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.change;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Map;

/** What is learned and told from the scores of a {@link ChangeBlock}. */
interface ChangeTask {

    /**
     * The loss of a batch.
     *
     * @param scores what the block gave, at the size of the labels
     * @param labels (B, H, W) int64
     * @return its parts by name, each a scalar
     */
    Map<String, NDArray> loss(NDList scores, NDArray labels);

    /**
     * Decodes scores.
     *
     * @param scores what the block gave, at the size of the input
     * @return (B, K, H, W), summing to 1 over K
     */
    NDArray probabilities(NDList scores);

    /** {@return the figure that picks the best checkpoint} */
    String monitor();
}
