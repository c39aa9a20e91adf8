// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.hr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Precision;
import io.skysense.engine.ops.Random;
import io.skysense.nn.LayerNorm;
import io.skysense.nn.Mlp;
import io.skysense.nn.NamedBlock;

/**
 * One block: {@code x += norm1(attn(x)); x += norm2(ffn(x))}, and {@code norm3(x)} where the stage has an extra norm.
 *
 * <p>Stochastic depth acts on a branch before its norm, as in the reference: a sample that skips a branch gets
 * the norm's bias.
 */
final class SwinBlock extends NamedBlock {

    private final WindowAttention attention;
    private final LayerNorm norm1;
    private final Mlp ffn;
    private final LayerNorm norm2;
    private final LayerNorm norm3;
    private final double dropPath;
    private final TokenProbe probe;

    /**
     * Makes the block.
     *
     * @param settings window, hidden channels and extra norms
     * @param stage its stage
     * @param block its place in the stage; windows are shifted in every second block
     * @param dropPath probability with which a sample skips a branch
     * @param context arithmetic of the products, and what is shown {@code attn}, the branch before its norm, and
     *     {@code out}
     */
    SwinBlock(SwinV2Settings settings, int stage, int block, double dropPath, BuildContext context) {
        Precision precision = context.precision();
        int channels = settings.channels(stage);
        int heads = settings.numHeads().get(stage);
        boolean shifted = block % 2 == 1;
        attention =
                child("attn.w_msa", new WindowAttention(channels, heads, settings.windowSize(), shifted, precision));
        norm1 = child("norm1", new LayerNorm(channels, SwinV2.EPS));
        ffn = child("ffn", new Mlp(channels, settings.mlpRatio() * channels, precision));
        norm2 = child("norm2", new LayerNorm(channels, SwinV2.EPS));
        norm3 = settings.hasExtraNorm(block) ? child("norm3", new LayerNorm(channels, SwinV2.EPS)) : null;
        this.dropPath = dropPath;
        probe = new TokenProbe(context.probe());
    }

    /**
     * Puts what the block needs beside its input, so that running it again gives the same.
     *
     * @param x (B, ...) the input; its batch, type and device count
     * @param training whether stochastic depth is on
     * @return x, and then the factors of the two branches if stochastic depth acts
     */
    NDList inputs(NDArray x, boolean training) {
        return training && dropPath > 0 ? new NDList(x, factors(x), factors(x)) : new NDList(x);
    }

    /**
     * Runs the block.
     *
     * @param inputs x (B, H, W, C), and then (B, 1, 1, 1) factors of the two branches, or none
     * @param training whether gradients will be asked for
     * @return (B, H, W, C)
     */
    @Override
    public NDList forward(NDList inputs, boolean training) {
        boolean drops = inputs.size() > 1;
        NDArray x = inputs.head();
        try (NDArray middle = attend(x, drops ? inputs.get(1) : null, training)) {
            return new NDList(mix(middle, drops ? inputs.get(2) : null));
        }
    }

    /**
     * Runs the block without gradients. Memory that was just freed is still near the processor, so every array is
     * closed as soon as it is not needed.
     *
     * @param x (B, H, W, C), which this closes
     * @return (B, H, W, C)
     */
    NDArray infer(NDArray x) {
        NDArray middle;
        try (x) {
            middle = attend(x, null, false);
        }
        try (middle) {
            return mix(middle, null);
        }
    }

    private NDArray attend(NDArray x, NDArray keep, boolean training) {
        try (NDArray attended = attention.forward(x, training)) {
            probe.see("attn", attended);
            return norm1.addTo(x, attended, keep);
        }
    }

    private NDArray mix(NDArray middle, NDArray keep) {
        try (NDArray mixed = ffn.forward(middle)) {
            NDArray y = finish(norm2.addTo(middle, mixed, keep));
            probe.see("out", y);
            return y;
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[0]};
    }

    private NDArray finish(NDArray y) {
        if (norm3 == null) {
            return y;
        }
        try (y) {
            return norm3.forward(y);
        }
    }

    private NDArray factors(NDArray x) {
        return Random.keepFactors(x, dropPath);
    }
}
