// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import io.skysense.api.model.Annotation;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.Probe;
import io.skysense.api.model.Recompute;
import io.skysense.engine.ops.Annotations;
import io.skysense.engine.ops.Random;
import io.skysense.nn.AnnotationEmbedding;
import io.skysense.nn.BuiltEncoder;
import io.skysense.nn.EncoderNetwork;
import io.skysense.nn.PatchProjection;
import io.skysense.nn.TransformerLayer;
import io.skysense.nn.TransformerRules;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A vision transformer (Dosovitskiy et al. 2021) over patches, without a norm at the end. SkySense++ puts annotations at
 * the right of their images up to a layer, where both are averaged.
 *
 * <p>The parameter {@code cls_token} is the reference's, whose checkpoints hold it; nothing reads it.
 */
public final class VisionTransformer extends EncoderNetwork {

    private static final double EPS = 1e-6;

    private final VisionTransformerSettings settings;
    private final Recompute recompute;
    private final Probe probe;
    private final PositionEmbedding positions;
    private final AnnotationEmbedding annotations;
    private final PatchProjection patchEmbed;
    private final List<TransformerLayer> layers = new ArrayList<>();

    /**
     * Makes the network.
     *
     * @param settings its shape
     * @param bands bands of its input
     * @param context precision, how segments run in training, and what is shown inner arrays
     */
    public VisionTransformer(VisionTransformerSettings settings, int bands, BuildContext context) {
        this.settings = settings;
        recompute = context.recompute();
        probe = context.probe();
        int channels = settings.embedDims();
        int patch = settings.patchSize();
        parameter("cls_token", Initializer.ZEROS, 1, 1, channels);
        positions = child("", new PositionEmbedding(settings.imgSize() / patch, channels));
        int vocabulary = settings.vocabularySize();
        annotations = vocabulary == 0 ? null : child("", new AnnotationEmbedding(vocabulary, channels, patch));
        patchEmbed = child("patch_embed", new PatchProjection(bands, channels, patch, context.precision()));
        for (int i = 0; i < settings.numLayers(); i++) {
            TransformerLayer layer = new TransformerLayer(
                    channels,
                    settings.numHeads(),
                    settings.mlpRatio(),
                    settings.qkvBias(),
                    settings.dropPath(i),
                    settings.dropRate(),
                    EPS,
                    context.precision());
            layers.add(child("layers." + i, layer));
        }
        freeze(name -> TransformerRules.frozen(settings.frozenBlocks(), name));
    }

    /**
     * Makes a network and the encoder that runs it.
     *
     * @param settings its shape
     * @param image the image's name in messages
     * @param bands bands of its input
     * @param context precision, how segments run in training, and what is shown inner arrays
     * @return the encoder; it reads annotations if it has a vocabulary
     */
    public static Encoder encoder(VisionTransformerSettings settings, String image, int bands, BuildContext context) {
        int patch = settings.patchSize();
        return BuiltEncoder.of(
                new VisionTransformer(settings, bands, context),
                new BuiltEncoder.Input(image, bands, patch, patch),
                TransformerRules.of(settings.numLayers()));
    }

    @Override
    public List<FeatureLevel> levels() {
        return settings.outIndices().stream()
                .map(i -> new FeatureLevel(settings.embedDims(), settings.patchSize()))
                .toList();
    }

    @Override
    public int vocabularySize() {
        return settings.vocabularySize();
    }

    @Override
    public List<FeatureLevel> annotatedLevels() {
        return settings.outIndices().stream()
                .map(i -> new FeatureLevel(settings.embedDims() * (besideAtEnd(i) ? 2 : 1), settings.patchSize()))
                .toList();
    }

    @Override
    public List<NDArray> forward(NDArray image, boolean training) {
        return run(new NDList(image), this::embed, false, training);
    }

    @Override
    public List<NDArray> forward(NDArray image, Annotation annotation, boolean training) {
        annotations.check(annotation, image.getShape());
        return run(new NDList(image, annotation.ids(), annotation.hidden()), this::embedBeside, true, training);
    }

    private NDArray embed(NDList inputs) {
        try (NDArray tokens = patchEmbed.forward(inputs.head())) {
            show("patch_embed", tokens);
            return positions.forward(tokens);
        }
    }

    private NDArray embedBeside(NDList inputs) {
        try (NDArray image = patchEmbed.forward(inputs.head());
                NDArray annotation = annotations.forward(inputs.get(1));
                NDArray both = annotations.beside(image, annotation, inputs.get(2))) {
            show("patch_embed", image);
            show("ann_token", annotation);
            return positions.forward(both);
        }
    }

    /** Computes features; one segment is one layer, with the embedding before it or the average after it. */
    private List<NDArray> run(NDList inputs, Function<NDList, NDArray> embedding, boolean annotated, boolean training) {
        long height = inputs.head().getShape().get(2);
        long rows = (height + settings.patchSize() - 1) / settings.patchSize();
        List<NDArray> levels = new ArrayList<>();
        NDList x = inputs;
        for (int i = 0; i < layers.size(); i++) {
            int layer = i;
            boolean averages = annotated && i == settings.mergeStage() - 1;
            UnaryOperator<NDList> segment = i == 0
                    ? in -> first(embedding, in, rows, averages, training)
                    : in -> layer(layer, in, rows, averages, training);
            // Stochastic depth begins after the first layer.
            NDList given = i == 0 ? x : layers.get(i).inputs(x.head(), training);
            NDList y = recompute.run(segment, given);
            // In training a segment that runs again still needs its input.
            if (!training && i > 0) {
                given.close();
            }
            x = y;
            int level = settings.outIndices().indexOf(i);
            if (level >= 0) {
                levels.add(level(level, x.head(), rows, annotated && besideAtEnd(i)));
            }
        }
        if (!training) {
            x.close();
        }
        return levels;
    }

    private NDList first(
            Function<NDList, NDArray> embedding, NDList inputs, long rows, boolean averages, boolean training) {
        try (NDArray tokens = embedding.apply(inputs)) {
            if (!training || settings.dropRate() == 0) {
                return layer(0, new NDList(tokens), rows, averages, training);
            }
            try (NDArray kept = Random.dropout(tokens, settings.dropRate())) {
                return layer(0, new NDList(kept), rows, averages, true);
            }
        }
    }

    private NDList layer(int index, NDList inputs, long rows, boolean averages, boolean training) {
        show(index, ".in", inputs.head());
        NDArray y = layers.get(index).forward(inputs, training).head();
        show(index, ".out", y);
        if (!averages) {
            return new NDList(y);
        }
        try (y;
                NDArray grid = grid(y, rows);
                NDArray mean = Annotations.average(grid)) {
            return new NDList(mean.reshape(y.getShape().get(0), -1, settings.embedDims()));
        }
    }

    private NDArray level(int level, NDArray x, long rows, boolean beside) {
        try (NDArray grid = grid(x, rows)) {
            return level(probe, "out" + level, grid, beside);
        }
    }

    private NDArray grid(NDArray x, long rows) {
        return x.reshape(x.getShape().get(0), rows, -1, settings.embedDims());
    }

    private boolean besideAtEnd(int layer) {
        return layer < settings.mergeStage() - 1;
    }

    private void show(String name, NDArray x) {
        if (probe != Probe.NONE) {
            try (NDArray tokens = x.reshape(x.getShape().get(0), -1, settings.embedDims())) {
                probe.see(name, tokens);
            }
        }
    }

    private void show(int layer, String what, NDArray x) {
        if (probe != Probe.NONE) {
            probe.see("layer" + layer + what, x);
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape grid = patchEmbed.getOutputShapes(inputShapes)[0];
        return levels().stream()
                .map(level -> new Shape(grid.get(0), level.channels(), grid.get(1), grid.get(2)))
                .toArray(Shape[]::new);
    }
}
