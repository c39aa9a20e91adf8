// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.uper;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Precision;
import io.skysense.api.model.Probe;
import io.skysense.engine.ops.Random;
import io.skysense.engine.ops.Resize;
import io.skysense.nn.Conv2d;
import io.skysense.nn.ConvModule;
import io.skysense.nn.NamedBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * UPerHead (Xiao et al. 2018, "Unified Perceptual Parsing for Scene Understanding"): a pooling pyramid on the coarsest
 * level, a feature pyramid from there to the finest, and one map of scores at the finest level's resolution.
 */
public final class UperHead extends NamedBlock {

    private final int classes;
    private final boolean alignCorners;
    private final double dropout;
    private final Conv2d classifier;
    private final PyramidPooling pooling;
    private final ConvModule bottleneck;
    private final List<ConvModule> laterals = new ArrayList<>();
    private final List<ConvModule> smoothing = new ArrayList<>();
    private final ConvModule fusion;
    private final Probe probe;

    /**
     * Makes the block.
     *
     * @param levels channels of each level, fine to coarse
     * @param classes K
     * @param settings channels, pooling and dropout
     * @param precision arithmetic of the products
     * @param probe is shown {@code lateral}, {@code ppm}, {@code bottleneck}, {@code fpn} of each level and
     *     {@code fpn_bottleneck}
     */
    public UperHead(List<Integer> levels, int classes, UperSettings settings, Precision precision, Probe probe) {
        int channels = settings.channels();
        this.classes = classes;
        alignCorners = settings.alignCorners();
        dropout = settings.dropoutRatio();
        this.probe = probe;
        classifier = child("conv_seg", new Conv2d(channels, classes, 1, 1, 0, precision));
        int last = levels.size() - 1;
        pooling = child("psp_modules", new PyramidPooling(levels.get(last), settings, precision, probe));
        bottleneck = child("bottleneck", new ConvModule(pooling.outputs(), channels, 3, precision));
        for (int i = 0; i < last; i++) {
            laterals.add(child("lateral_convs." + i, new ConvModule(levels.get(i), channels, 1, precision)));
        }
        for (int i = 0; i < last; i++) {
            smoothing.add(child("fpn_convs." + i, new ConvModule(channels, channels, 3, precision)));
        }
        fusion = child("fpn_bottleneck", new ConvModule(levels.size() * channels, channels, 3, precision));
    }

    /**
     * Scores classes.
     *
     * @param levels (B, C_i, H_i, W_i), fine to coarse
     * @param training whether dropout and batch statistics are on
     * @return (B, K, H_0, W_0)
     */
    @Override
    public NDList forward(NDList levels, boolean training) {
        try (NDList paths = paths(levels, training);
                NDArray fused = fusion.pyramid(paths, alignCorners, training)) {
            probe.see("fpn_bottleneck", fused);
            if (!training || dropout == 0) {
                return new NDList(classifier.forward(fused));
            }
            try (NDArray dropped = Random.channelDropout(fused, dropout)) {
                return new NDList(classifier.forward(dropped));
            }
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), classes, x.get(2), x.get(3))};
    }

    /** From the coarsest to the finest: each level takes in the one above it. */
    private NDList paths(NDList levels, boolean training) {
        int last = laterals.size();
        NDArray[] paths = new NDArray[last + 1];
        try (NDArray pooled = pooling.forward(levels.get(last), training)) {
            paths[last] = bottleneck.forward(pooled, training);
            probe.see("bottleneck", paths[last]);
        }
        NDArray above = paths[last];
        for (int i = last - 1; i >= 0; i--) {
            try (NDArray lateral = laterals.get(i).forward(levels.get(i), training);
                    NDArray enlarged = resize(above, lateral.getShape())) {
                probe.see("lateral" + i, lateral);
                NDArray sum = lateral.add(enlarged);
                if (i < last - 1) {
                    above.close();
                }
                above = sum;
            }
            probe.see("fpn" + i + ".in", above);
            paths[i] = smoothing.get(i).forward(above, training);
            probe.see("fpn" + i + ".out", paths[i]);
        }
        if (last > 0) {
            above.close();
        }
        return new NDList(paths);
    }

    private NDArray resize(NDArray x, Shape to) {
        return Resize.bilinear(x, to.get(2), to.get(3), alignCorners);
    }
}
