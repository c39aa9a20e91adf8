// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone.completion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.Modality;
import io.skysense.api.model.Precision;
import io.skysense.api.model.Probe;
import io.skysense.engine.ops.Select;
import io.skysense.nn.NamedBlock;
import java.util.EnumMap;
import java.util.Map;

/**
 * Makes the features of missing modalities from those of present ones (SkySense++, modality completion): each modality
 * has a {@link SoftCodebook}, and where one is missing, its decoder gets the joined scores of the others.
 */
public final class ModalityCompletion extends NamedBlock {

    /** How many times coarser the grid of the codes is: both sides of the features are multiples of it. */
    public static final int COARSER = SoftCodebook.COARSER;

    private final Map<Modality, SoftCodebook> codebooks = new EnumMap<>(Modality.class);
    private final CompletionSettings.Combine combine;
    private final CompletionCost costs;
    private final Probe probe;

    /**
     * Makes the block.
     *
     * @param channels C of the features of every modality
     * @param settings channels, and the codes
     * @param precision arithmetic of the products
     * @param probe is shown {@code input}, {@code logits}, {@code soft_one_hot} and {@code g} of each modality, its
     *     {@code _out}, and {@code loss_quant}
     */
    public ModalityCompletion(int channels, CompletionSettings settings, Precision precision, Probe probe) {
        combine = settings.combine();
        costs = new CompletionCost(settings.detach(), probe);
        this.probe = probe;
        for (Modality modality : Modality.values()) {
            codebooks.put(modality, child("vae_" + modality.key(), new SoftCodebook(channels, settings, precision)));
        }
    }

    /**
     * Completes.
     *
     * @param given (B, C, H, W) for each modality that any sample has, H and W multiples of {@link #COARSER}; what it
     *     holds for samples without it does not matter to the result
     * @param presence which samples have what; each has something
     * @param withCost whether the cost is computed; without it nothing is decoded that is not needed
     * @return the features; the caller closes them
     */
    public Completed complete(Map<Modality, NDArray> given, Presence presence, boolean withCost) {
        Map<Modality, NDArray> features = new EnumMap<>(Modality.class);
        if (!withCost && presence.complete()) {
            features.putAll(given);
            return new Completed(features, null, new NDList());
        }
        NDManager manager = given.values().iterator().next().getManager();
        NDList made = new NDList();
        try (Scores scores = encode(given)) {
            Map<Modality, NDArray> decoded = new EnumMap<>(Modality.class);
            for (Modality modality : Modality.values()) {
                NDArray own = given.get(modality);
                if (!presence.all(modality) || withCost) {
                    decoded.put(modality, decode(modality, scores, presence, manager));
                    made.add(decoded.get(modality));
                }
                NDArray out = own;
                if (own == null) {
                    out = decoded.get(modality);
                } else if (!presence.all(modality)) {
                    try (NDArray mask = presence.mask(modality, manager)) {
                        out = Select.where(mask, own, decoded.get(modality));
                    }
                    made.add(out);
                }
                features.put(modality, out);
                probe.see(modality.key() + "_out", out);
            }
            NDArray cost = withCost ? costs.of(given, decoded, scores.logits(), presence, manager) : null;
            return new Completed(features, cost, made);
        }
    }

    private record Scores(Map<Modality, NDArray> logits) implements AutoCloseable {
        @Override
        public void close() {
            logits.values().forEach(NDArray::close);
        }
    }

    private Scores encode(Map<Modality, NDArray> given) {
        Scores scores = new Scores(new EnumMap<>(Modality.class));
        given.forEach((modality, features) -> {
            probe.see("input_" + modality.key(), features);
            NDArray logits = codebooks.get(modality).encode(features);
            probe.see("logits_" + modality.key(), logits);
            scores.logits().put(modality, logits);
        });
        return scores;
    }

    private NDArray decode(Modality modality, Scores scores, Presence presence, NDManager manager) {
        SoftCodebook codebook = codebooks.get(modality);
        NDArray own = scores.logits().get(modality);
        if (presence.all(modality)) {
            return decode(modality, codebook, own);
        }
        try (NDArray others = others(modality, scores, presence, manager)) {
            if (own == null) {
                return decode(modality, codebook, others);
            }
            try (NDArray mask = presence.mask(modality, manager);
                    NDArray chosen = Select.where(mask, own, others)) {
                return decode(modality, codebook, chosen);
            }
        }
    }

    private NDArray decode(Modality modality, SoftCodebook codebook, NDArray logits) {
        try (NDArray weights = codebook.weights(logits)) {
            probe.see("soft_one_hot_" + modality.key(), weights);
            NDArray features = codebook.decode(weights);
            probe.see("g_" + modality.key(), features);
            return features;
        }
    }

    /** The joined scores of what a sample has beside a modality; zeros, so every code alike, where it has nothing. */
    private NDArray others(Modality modality, Scores scores, Presence presence, NDManager manager) {
        Shape shape = scores.logits().values().iterator().next().getShape();
        NDArray sum = manager.zeros(shape);
        for (Map.Entry<Modality, NDArray> other : scores.logits().entrySet()) {
            if (other.getKey() != modality) {
                try (NDArray before = sum;
                        NDArray mask = presence.mask(other.getKey(), manager);
                        NDArray kept = Select.keep(other.getValue(), mask)) {
                    sum = before.add(kept);
                }
            }
        }
        if (combine == CompletionSettings.Combine.SUM) {
            return sum;
        }
        try (NDArray total = sum;
                NDArray share = presence.shareOfOthers(modality, manager)) {
            return total.mul(share);
        }
    }

    /**
     * Completes what all samples have.
     *
     * @param inputs (B, C, H, W) of each modality, hr, s2, s1
     * @param training makes no difference
     * @return the features as they are, and the cost
     */
    @Override
    public NDList forward(NDList inputs, boolean training) {
        Map<Modality, NDArray> given = new EnumMap<>(Modality.class);
        for (Modality modality : Modality.values()) {
            given.put(modality, inputs.get(modality.ordinal()));
        }
        int batch = Math.toIntExact(inputs.head().getShape().get(0));
        try (Completed completed = complete(given, Presence.everywhere(batch, given.keySet()), true)) {
            return new NDList(inputs).addAll(new NDList(completed.cost()));
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[0], inputShapes[1], inputShapes[2], new Shape()};
    }
}
