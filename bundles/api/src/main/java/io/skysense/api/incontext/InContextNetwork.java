// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.incontext;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.skysense.api.model.Network;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** A built in-context model: encoders, completion, fusion and semantic decoder. */
@ConsumerType
public interface InContextNetwork extends Network {

    /** {@return the number V of vocabulary entries; ids run from 0, the background, to V} */
    int vocabularySize();

    /**
     * Turns labels into vocabulary ids.
     *
     * @param targets (B, 3, H, W) float32: colour images, normalised as the images are
     * @param seed of the permutation that gives colours their ids
     * @return the ids and their colours
     * @throws IllegalArgumentException for more colours than the vocabulary has entries
     */
    InContextTargets convert(NDArray targets, long seed);

    /**
     * Runs the model.
     *
     * @param batch images and annotations
     * @param training whether drop path, dropout and batch statistics are on
     * @return scores, and what completion costs
     * @throws IllegalArgumentException if shapes or flags contradict one another, or a sample has no modality at all;
     *     before anything is computed
     */
    InContextOutput forward(InContextBatch batch, boolean training);

    /**
     * The scores of some vocabulary ids alone, which takes less than {@link #forward}: no others are enlarged, and what
     * completion costs is not asked.
     *
     * @param batch images and annotations
     * @param ids n different vocabulary ids
     * @param training whether drop path, dropout and batch statistics are on
     * @return (B, n, H, W) in the order of the ids
     * @throws IllegalArgumentException as for {@link #forward}
     */
    default NDArray scores(InContextBatch batch, List<Integer> ids, boolean training) {
        try (InContextOutput output = forward(batch, training);
                NDList chosen = new NDList()) {
            ids.forEach(id -> chosen.add(output.logits().get(":, " + id + ":" + (id + 1))));
            return NDArrays.concat(chosen, 1);
        }
    }

    /**
     * The losses of a batch.
     *
     * @param output what {@link #forward} gave
     * @param ids (B, H, W) int64 true vocabulary ids; below 0 where a pixel does not count
     * @return {@code reconstruction} and {@code completion}, each a scalar; their sum is minimised
     */
    Map<String, NDArray> loss(InContextOutput output, NDArray ids);

    /**
     * Labels images by one example each (one shot): example above, query below, the query's labels masked. The answer
     * is one of the colours of the example's batch, or black; it is the same for the same seed.
     *
     * @param prompt examples and queries
     * @return (B, S, S) int64 colour codes {@code R << 16 | G << 8 | B} of the queries
     */
    NDArray segment(InContextPrompt prompt);
}
