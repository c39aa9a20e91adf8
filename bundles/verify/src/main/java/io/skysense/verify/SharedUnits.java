// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Precision;
import io.skysense.api.model.UnitSource;
import io.skysense.nn.AnnotationEmbedding;
import io.skysense.nn.GlobalAttention;
import io.skysense.nn.NamedBlock;
import io.skysense.nn.TransformerLayer;
import java.util.Map;
import java.util.Optional;

/** The blocks that several plug-ins are built from. Numbers of heads are the recordings' own. */
final class SharedUnits implements UnitSource {

    private static final int MLP_RATIO = 4;
    private static final double EPS = 1e-6;

    @Override
    public Optional<Unit> unit(String name, Map<String, Shape> weights, Shape input) {
        return switch (name) {
            case "proj_mhsa" ->
                Optional.of(of(new GlobalAttention(
                        channels(input), (int) weights.get("proj_in.weight").get(0), 2, Precision.FP32)));
            case "vit_layer" ->
                Optional.of(of(new TransformerLayer(channels(input), 4, MLP_RATIO, true, 0, EPS, Precision.FP32)));
            case "ann_token" -> Optional.of(annotation(weights));
            default -> Optional.empty();
        };
    }

    private static Unit annotation(Map<String, Shape> weights) {
        Shape tokens = weights.get("vocabulary_token");
        int patch = (int) Math.sqrt(weights.get("vocabulary_weight").size());
        return of(new AnnotationEmbedding((int) tokens.get(0) - 1, (int) tokens.get(1), patch));
    }

    private static int channels(Shape tokens) {
        return (int) tokens.get(tokens.dimension() - 1);
    }

    private static Unit of(NamedBlock block) {
        return new Unit(block, inputs -> block.forward(inputs, false).singletonOrThrow());
    }
}
