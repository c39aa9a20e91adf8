// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.hr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.BuildContext;
import io.skysense.nn.NamedBlock;
import java.util.ArrayList;
import java.util.List;

/** Blocks at one resolution; all stages but the first halve it before. */
final class SwinStage extends NamedBlock {

    private final PatchMerging downsample;
    private final List<SwinBlock> blocks = new ArrayList<>();
    private final TokenProbe probe;

    /**
     * Makes the stage.
     *
     * @param settings shape of the network
     * @param stage which stage
     * @param dropPath one rate a block
     * @param context arithmetic of the products, and what is shown {@code downsample} and the blocks' arrays
     */
    SwinStage(SwinV2Settings settings, int stage, double[] dropPath, BuildContext context) {
        downsample = stage == 0
                ? null
                : child("downsample", new PatchMerging(settings.channels(stage - 1), context.precision()));
        for (int b = 0; b < dropPath.length; b++) {
            BuildContext part = context.part("block" + b);
            blocks.add(child("blocks." + b, new SwinBlock(settings, stage, b, dropPath[b], part)));
        }
        probe = new TokenProbe(context.probe());
    }

    /** {@return the number of blocks} */
    int depth() {
        return blocks.size();
    }

    /** {@return a block} */
    SwinBlock block(int index) {
        return blocks.get(index);
    }

    /**
     * Halves the resolution; not for the first stage.
     *
     * @param x (B, H, W, C)
     * @return (B, ceil(H/2), ceil(W/2), 2C)
     */
    NDArray downsample(NDArray x) {
        NDArray y = downsample.forward(x);
        probe.see("downsample", y);
        return y;
    }

    @Override
    public NDList forward(NDList inputs, boolean training) {
        NDList x = downsample == null ? inputs : new NDList(downsample(inputs.head()));
        for (SwinBlock block : blocks) {
            x = block.forward(block.inputs(x.head(), training), training);
        }
        return x;
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return downsample == null ? inputShapes : downsample.getOutputShapes(inputShapes);
    }
}
