// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.incontext;

import ai.djl.ndarray.NDArray;

/**
 * What an in-context model says of a batch.
 *
 * @param logits (B, V+1, H, W) scores of the vocabulary ids
 * @param completion scalar, how far the completed features of present modalities are from the true ones, and their
 *     codes from one another; to be minimised as it is
 */
public record InContextOutput(NDArray logits, NDArray completion) implements AutoCloseable {

    @Override
    public void close() {
        logits.close();
        completion.close();
    }
}
