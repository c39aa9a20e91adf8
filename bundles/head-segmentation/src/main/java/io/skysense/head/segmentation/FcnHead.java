// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.segmentation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Precision;
import io.skysense.engine.ops.Random;
import io.skysense.nn.Conv2d;
import io.skysense.nn.ConvModule;
import io.skysense.nn.NamedBlock;
import java.util.ArrayList;
import java.util.List;

/** A fully convolutional head (Long et al. 2015) on one level: 3x3 convolutions, then a classifier. */
final class FcnHead extends NamedBlock {

    private final int classes;
    private final double dropout;
    private final Conv2d classifier;
    private final List<ConvModule> convs = new ArrayList<>();

    /**
     * Makes the block.
     *
     * @param inputs C of its level
     * @param classes K
     * @param settings channels, depth and dropout
     * @param precision arithmetic of the products
     */
    FcnHead(int inputs, int classes, SegmentationSettings.AuxiliarySettings settings, Precision precision) {
        this.classes = classes;
        dropout = settings.dropoutRatio();
        int channels = settings.numConvs() == 0 ? inputs : settings.channels();
        classifier = child("conv_seg", new Conv2d(channels, classes, 1, 1, 0, precision));
        for (int i = 0; i < settings.numConvs(); i++) {
            convs.add(child("convs." + i, new ConvModule(i == 0 ? inputs : channels, channels, 3, precision)));
        }
    }

    /**
     * Scores classes.
     *
     * @param level (B, C, H, W)
     * @param training whether dropout and batch statistics are on
     * @return (B, K, H, W)
     */
    NDArray forward(NDArray level, boolean training) {
        NDList made = new NDList();
        try {
            NDArray x = level;
            for (ConvModule conv : convs) {
                x = conv.forward(x, training);
                made.add(x);
            }
            if (training && dropout > 0) {
                x = Random.channelDropout(x, dropout);
                made.add(x);
            }
            return classifier.forward(x);
        } finally {
            made.close();
        }
    }

    @Override
    public NDList forward(NDList inputs, boolean training) {
        return new NDList(forward(inputs.singletonOrThrow(), training));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), classes, x.get(2), x.get(3))};
    }
}
