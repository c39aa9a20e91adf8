// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.hr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.Recompute;
import io.skysense.nn.LayerNorm;
import io.skysense.nn.NamedBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Swin Transformer V2 (Liu et al. 2022): patches, then stages of blocks, each stage at half the resolution. */
final class SwinV2 extends NamedBlock {

    /** Added to the variance by every layer norm. */
    static final double EPS = 1e-5;

    private final SwinV2Settings settings;
    private final Recompute recompute;
    private final PatchEmbed patchEmbed;
    private final List<SwinStage> stages = new ArrayList<>();
    private final List<LayerNorm> outNorms = new ArrayList<>();

    /**
     * Makes the network.
     *
     * @param settings its shape
     * @param bands bands of its input
     * @param context precision, and how segments run in training
     */
    SwinV2(SwinV2Settings settings, int bands, BuildContext context) {
        this.settings = settings;
        recompute = context.recompute();
        patchEmbed = child(
                "patch_embed", new PatchEmbed(bands, settings.embedDims(), settings.patchSize(), context.precision()));
        double[] dropPath = settings.dropPath();
        for (int s = 0; s < settings.depths().size(); s++) {
            int first = settings.blocksBefore(s);
            double[] rates = Arrays.copyOfRange(
                    dropPath, first, first + settings.depths().get(s));
            stages.add(child("stages." + s, new SwinStage(settings, s, rates, context.precision())));
        }
        for (int s : settings.outIndices()) {
            outNorms.add(child("norm" + s, new LayerNorm(settings.channels(s), EPS)));
        }
    }

    /** {@return the levels that {@link #forward(NDArray, boolean)} gives} */
    List<FeatureLevel> levels() {
        return settings.outIndices().stream()
                .map(s -> new FeatureLevel(settings.channels(s), settings.stride(s)))
                .toList();
    }

    /**
     * Computes features. One segment is one block, together with the embedding or the merging before it; the output
     * norms stand outside, so that every array from one segment to another is an output of the one and an input of
     * the other.
     *
     * @param image (B, bands, H, W)
     * @param training whether stochastic depth is on and gradients will be asked for
     * @return (B, C_i, H_i, W_i) for each of the out_indices; channels lie together in memory
     */
    List<NDArray> forward(NDArray image, boolean training) {
        List<NDArray> levels = new ArrayList<>();
        NDArray x = image;
        for (int s = 0; s < stages.size(); s++) {
            SwinStage stage = stages.get(s);
            UnaryOperator<NDArray> entry = s == 0 ? patchEmbed::forward : stage::downsample;
            for (int b = 0; b < stage.depth(); b++) {
                NDArray y = run(stage.block(b), b == 0 ? entry : null, x, training);
                // In training a segment that runs again still needs its input.
                if (!training && x != image) {
                    x.close();
                }
                x = y;
            }
            int level = settings.outIndices().indexOf(s);
            if (level >= 0) {
                try (NDArray normed = outNorms.get(level).forward(x)) {
                    levels.add(normed.transpose(0, 3, 1, 2));
                }
            }
        }
        if (!training) {
            x.close();
        }
        return levels;
    }

    @Override
    public NDList forward(NDList inputs, boolean training) {
        return new NDList(forward(inputs.singletonOrThrow(), training));
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

    private NDArray run(SwinBlock block, UnaryOperator<NDArray> entry, NDArray x, boolean training) {
        UnaryOperator<NDList> segment = inputs -> {
            if (entry == null) {
                return block.forward(inputs, training);
            }
            try (NDArray tokens = entry.apply(inputs.head())) {
                NDList blockInputs = new NDList(tokens);
                blockInputs.addAll(inputs.subNDList(1));
                return block.forward(blockInputs, training);
            }
        };
        return recompute.run(segment, block.inputs(x, training)).singletonOrThrow();
    }
}
