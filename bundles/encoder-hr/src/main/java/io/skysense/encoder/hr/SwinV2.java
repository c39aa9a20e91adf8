// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.hr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Annotation;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.Probe;
import io.skysense.api.model.Recompute;
import io.skysense.nn.AnnotationEmbedding;
import io.skysense.nn.EncoderNetwork;
import io.skysense.nn.GlobalAttention;
import io.skysense.nn.LayerNorm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Swin Transformer V2 (Liu et al. 2022): patches, then stages of blocks, each stage at half the resolution. SkySense++
 * puts annotations at the right of their images up to a stage, and lets all tokens see one another between stages.
 */
final class SwinV2 extends EncoderNetwork {

    /** Added to the variance by every layer norm. */
    static final double EPS = 1e-5;

    private final SwinV2Settings settings;
    private final Recompute recompute;
    private final Probe probe;
    private final TokenProbe tokenProbe;
    private final AnnotationEmbedding annotations;
    private final PatchEmbed patchEmbed;
    private final List<SwinStage> stages = new ArrayList<>();
    private final List<LayerNorm> outNorms = new ArrayList<>();
    private final List<StageEnd> ends = new ArrayList<>();

    /**
     * Makes the network.
     *
     * @param settings its shape
     * @param bands bands of its input
     * @param context precision, how segments run in training, and what is shown inner arrays
     */
    SwinV2(SwinV2Settings settings, int bands, BuildContext context) {
        this.settings = settings;
        recompute = context.recompute();
        probe = context.probe();
        tokenProbe = new TokenProbe(probe);
        int vocabulary = settings.vocabularySize();
        annotations = vocabulary == 0
                ? null
                : child("", new AnnotationEmbedding(vocabulary, settings.embedDims(), settings.patchSize()));
        patchEmbed = child(
                "patch_embed", new PatchEmbed(bands, settings.embedDims(), settings.patchSize(), context.precision()));
        double[] dropPath = settings.dropPath();
        int count = settings.depths().size();
        for (int s = 0; s < count; s++) {
            int first = settings.blocksBefore(s);
            double[] rates = Arrays.copyOfRange(
                    dropPath, first, first + settings.depths().get(s));
            stages.add(child("stages." + s, new SwinStage(settings, s, rates, context.part("stage" + s))));
        }
        for (int s : settings.outIndices()) {
            outNorms.add(child("norm" + s, new LayerNorm(settings.channels(s), EPS)));
        }
        for (int s = 0; s < count; s++) {
            ends.add(end(s, context));
        }
        freeze(name -> SwinRules.frozen(settings, name));
    }

    private StageEnd end(int stage, BuildContext context) {
        String name = "attn" + (stage + 1);
        int last = settings.depths().size() - 1;
        if (!settings.useAttn() || stage == last) {
            return new StageEnd(null, null, name, probe);
        }
        int channels = settings.channels(stage);
        GlobalAttention attention = child(
                name,
                new GlobalAttention(
                        channels, settings.attentionWidth(stage), settings.attentionHeads(), context.precision()));
        LayerNorm norm = stage == last - 1 ? child("norm_attn", new LayerNorm(channels, EPS)) : null;
        return new StageEnd(attention, norm, name, probe);
    }

    @Override
    public List<FeatureLevel> levels() {
        return settings.outIndices().stream()
                .map(s -> new FeatureLevel(settings.channels(s), settings.stride(s)))
                .toList();
    }

    @Override
    public int vocabularySize() {
        return settings.vocabularySize();
    }

    @Override
    public List<FeatureLevel> annotatedLevels() {
        return settings.outIndices().stream()
                .map(s ->
                        new FeatureLevel(settings.channels(s) * (settings.besideAtEnd(s) ? 2 : 1), settings.stride(s)))
                .toList();
    }

    @Override
    public List<NDArray> forward(NDArray image, boolean training) {
        return run(new NDList(image), this::embed, false, training);
    }

    @Override
    public List<NDArray> forward(NDArray image, Annotation annotation, boolean training) {
        Shape shape = image.getShape();
        int last = settings.stride(settings.depths().size() - 1);
        long least = (long) last * settings.windowSize();
        if (shape.get(2) < least || shape.get(3) < least) {
            throw new IllegalArgumentException("hr image: " + shape + ", expected H and W of at least " + least
                    + ", one window of window_size " + settings.windowSize() + " in the last stage");
        }
        annotations.check(annotation, shape);
        NDList inputs = new NDList(image, annotation.ids(), annotation.hidden());
        return run(inputs, this::embedBeside, true, training);
    }

    private NDArray embed(NDList inputs) {
        NDArray tokens = patchEmbed.forward(inputs.head());
        tokenProbe.see("patch_embed", tokens);
        return tokens;
    }

    private NDArray embedBeside(NDList inputs) {
        try (NDArray image = embed(inputs);
                NDArray annotation = annotations.forward(inputs.get(1))) {
            tokenProbe.see("ann_token", annotation);
            return annotations.beside(image, annotation, inputs.get(2));
        }
    }

    /**
     * Computes features. One segment is one block, together with the embedding or the merging before it, or what
     * follows the blocks of a stage; the output norms stand outside, so that every array from one segment to another is
     * an output of the one and an input of the other.
     */
    private List<NDArray> run(NDList inputs, Function<NDList, NDArray> embedding, boolean annotated, boolean training) {
        List<NDArray> levels = new ArrayList<>();
        NDList x = inputs;
        for (int s = 0; s < stages.size(); s++) {
            SwinStage stage = stages.get(s);
            Function<NDList, NDArray> entry = s == 0 ? embedding : in -> stage.downsample(in.head());
            for (int b = 0; b < stage.depth(); b++) {
                x = replace(x, inputs, run(stage.block(b), b == 0 ? entry : null, x, training), training);
            }
            tokenProbe.see("stage" + s + ".out_before_merge", x.head());
            StageEnd end = ends.get(s);
            boolean averages = annotated && s == settings.mergeStage() - 1;
            if (end.acts(averages)) {
                UnaryOperator<NDList> segment = in -> new NDList(end.forward(in.head(), averages));
                x = replace(x, inputs, recompute.run(segment, x).singletonOrThrow(), training);
            }
            int level = settings.outIndices().indexOf(s);
            if (level >= 0) {
                levels.add(level(level, x.head(), annotated && settings.besideAtEnd(s)));
            }
        }
        if (!training) {
            x.close();
        }
        return levels;
    }

    private NDArray run(SwinBlock block, Function<NDList, NDArray> entry, NDList x, boolean training) {
        if (!training) {
            return block.infer(entry == null ? x.head() : entry.apply(x));
        }
        int given = x.size();
        UnaryOperator<NDList> segment = inputs -> {
            if (entry == null) {
                return block.forward(inputs, training);
            }
            try (NDArray tokens = entry.apply(inputs)) {
                NDList blockInputs = new NDList(tokens);
                blockInputs.addAll(inputs.subNDList(given));
                return block.forward(blockInputs, training);
            }
        };
        NDList inputs = new NDList(x);
        inputs.addAll(block.inputs(x.head(), training).subNDList(1));
        return recompute.run(segment, inputs).singletonOrThrow();
    }

    /** In training a segment that runs again still needs its input. */
    private static NDList replace(NDList x, NDList inputs, NDArray y, boolean training) {
        if (!training && x != inputs) {
            x.close();
        }
        return new NDList(y);
    }

    private NDArray level(int level, NDArray x, boolean beside) {
        try (NDArray normed = outNorms.get(level).forward(x)) {
            return level(probe, "out" + level, normed, beside);
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        List<Shape> levels = new ArrayList<>();
        Shape[] x = patchEmbed.getOutputShapes(inputShapes);
        for (int s = 0; s < stages.size(); s++) {
            x = stages.get(s).getOutputShapes(x);
            if (settings.outIndices().contains(s)) {
                levels.add(new Shape(x[0].get(0), x[0].get(3), x[0].get(1), x[0].get(2)));
            }
        }
        return levels.toArray(Shape[]::new);
    }
}
