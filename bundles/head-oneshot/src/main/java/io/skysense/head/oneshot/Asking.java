// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.oneshot;

import ai.djl.ndarray.NDArray;
import io.skysense.head.oneshot.Prompts.Prompt;
import java.util.List;

/** A way to put prompts before the model. */
interface Asking {

    /**
     * Asks for the classes of queries.
     *
     * @param prompts what is known
     * @param queries (B, C, S, S) normalised
     * @param training whether dropout and its like are on
     * @return (B, K, S, S) from 0 to 1, summing to 1 over K
     */
    NDArray ask(List<Prompt> prompts, NDArray queries, boolean training);

    /**
     * Where a class is found, for figures that look at each class by itself.
     *
     * @param probabilities (B, K, H, W) of {@link #ask}
     * @return (B, K, H, W) boolean
     */
    NDArray found(NDArray probabilities);
}
