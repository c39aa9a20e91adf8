// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextBatch;
import io.skysense.api.incontext.InContextNetwork;
import io.skysense.api.incontext.InContextOutput;
import io.skysense.api.incontext.InContextPrompt;
import io.skysense.api.incontext.InContextTargets;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.model.Probe;
import io.skysense.backbone.labels.TargetColours;
import io.skysense.engine.ops.Loss;
import io.skysense.engine.ops.Resize;
import io.skysense.nn.uper.UperHead;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The complete model: encoders of images beside annotations, completion, fusion and semantic decoder.
 *
 * @param parts everything that has parameters
 * @param check looks at batches
 * @param encoders the encoders
 * @param junction completion and fusion
 * @param decoder scores vocabulary ids
 * @param completedHr whether the decoder gets completed hr features where a sample has no hr image
 * @param colours labels to ids
 * @param vocabularySize V
 * @param probe is shown {@code logits_low} and {@code logits_hr}
 */
record SkySensePlusPlus(
        Parts parts,
        PairCheck check,
        AnnotatedEncoders encoders,
        Junction junction,
        UperHead decoder,
        boolean completedHr,
        TargetColours colours,
        int vocabularySize,
        Probe probe)
        implements InContextNetwork {

    /**
     * Scores at the resolution of the finest level.
     *
     * @param logits (B, V+1, h, w)
     * @param cost scalar, or null where it was not asked for
     */
    record Low(NDArray logits, NDArray cost) implements AutoCloseable {

        /** Closes the scores, not the cost. */
        @Override
        public void close() {
            logits.close();
        }
    }

    @Override
    public Block block() {
        return parts;
    }

    @Override
    public ParameterRules rules() {
        return parts.rules();
    }

    @Override
    public InContextTargets convert(NDArray targets, long seed) {
        return colours.convert(targets, colours.permutation(seed));
    }

    @Override
    public InContextOutput forward(InContextBatch batch, boolean training) {
        Pair pair = check.of(batch);
        try (Low low = low(pair, true, training)) {
            probe.see("logits_low", low.logits());
            NDArray logits = enlarged(low.logits(), pair.height(), pair.width());
            probe.see("logits_hr", logits);
            return new InContextOutput(logits, low.cost());
        } finally {
            // In training a segment that runs again still needs its input.
            if (!training) {
                pair.close();
            }
        }
    }

    @Override
    public NDArray scores(InContextBatch batch, List<Integer> ids, boolean training) {
        Pair pair = check.of(batch);
        try (Low low = low(pair, false, training);
                NDArray chosen = channels(low.logits(), ids)) {
            return enlarged(chosen, pair.height(), pair.width());
        } finally {
            if (!training) {
                pair.close();
            }
        }
    }

    /** Before the scores are enlarged, which is dear, and leaves each map by itself. */
    private static NDArray channels(NDArray logits, List<Integer> ids) {
        try (NDList chosen = new NDList()) {
            ids.forEach(id -> chosen.add(logits.get(":, " + id + ":" + (id + 1))));
            return NDArrays.concat(chosen, 1);
        }
    }

    @Override
    public Map<String, NDArray> loss(InContextOutput output, NDArray ids) {
        Map<String, NDArray> parts = new LinkedHashMap<>();
        parts.put("reconstruction", Loss.balanced(output.logits(), ids));
        parts.put("completion", output.completion());
        return parts;
    }

    @Override
    public NDArray segment(InContextPrompt prompt) {
        return new OneShot(this).segment(prompt);
    }

    /**
     * Runs the model up to the decoder's scores.
     *
     * @param pair the batch
     * @param withCost whether the cost of the completion is computed
     * @param training whether drop path, dropout and batch statistics are on
     * @return the scores; the caller closes them
     */
    Low low(Pair pair, boolean withCost, boolean training) {
        try (AnnotatedEncoders.Seen seen = encoders.run(pair, training);
                Junction.Joined joined = junction.join(seen.series(), pair.presence(), withCost, training);
                NDArray map = joined.map()) {
            NDList levels = new NDList(seen.hr());
            if (completedHr) {
                levels.set(levels.size() - 1, joined.completed().features().get(Modality.HR));
            }
            levels.add(map);
            return new Low(
                    decoder.forward(levels, training).singletonOrThrow(),
                    joined.completed().cost());
        }
    }

    /**
     * Enlarges scores as the reference does, corners in place.
     *
     * @param logits (B, K, h, w)
     * @param height H
     * @param width W
     * @return (B, K, H, W)
     */
    static NDArray enlarged(NDArray logits, long height, long width) {
        return Resize.bilinear(logits, height, width, true);
    }
}
