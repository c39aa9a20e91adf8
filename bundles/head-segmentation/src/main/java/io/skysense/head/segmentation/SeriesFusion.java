// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.segmentation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.BuildContext;
import io.skysense.head.segmentation.SegmentationSettings.SeriesSettings;
import io.skysense.nn.NamedBlock;
import io.skysense.nn.fusion.FusionEncoder;

/**
 * Joins the dates of a series: at each pixel of each level a transformer sees the features of all dates, whose order makes
 * no difference, and its class token is what the heads see. All levels have the same transformer.
 */
final class SeriesFusion extends NamedBlock {

    private final int dates;
    private final int channels;
    private final FusionEncoder fusion;

    /**
     * Makes the block.
     *
     * @param inputs channels C of every level
     * @param settings dates and the transformer
     * @param context precision, and how layers run in training
     */
    SeriesFusion(int inputs, SeriesSettings settings, BuildContext context) {
        dates = settings.dates();
        channels = settings.fusion().embedDims();
        int layers = settings.fusion().numLayers();
        fusion = child("", new FusionEncoder(inputs, settings.fusion(), layers, 0, context));
    }

    /**
     * Joins.
     *
     * @param levels (B*D, C, H_i, W_i), the dates of a place one after the other
     * @param training whether stochastic depth is on
     * @return (B, E, H_i, W_i)
     */
    @Override
    public NDList forward(NDList levels, boolean training) {
        NDList joined = new NDList(levels.size());
        levels.forEach(level -> joined.add(joined(level, training)));
        return joined;
    }

    private NDArray joined(NDArray level, boolean training) {
        Shape s = level.getShape();
        try (NDArray dated = level.reshape(s.get(0) / dates, dates, s.get(1), s.get(2), s.get(3));
                NDArray places = dated.transpose(0, 3, 4, 1, 2);
                NDArray tokens = places.reshape(-1, dates, s.get(1));
                NDArray fused = fusion.forward(tokens, training);
                NDArray image = fused.reshape(s.get(0) / dates, s.get(2), s.get(3), channels)) {
            return image.transpose(0, 3, 1, 2);
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape[] shapes = new Shape[inputShapes.length];
        for (int i = 0; i < shapes.length; i++) {
            Shape x = inputShapes[i];
            shapes[i] = new Shape(x.get(0) / dates, channels, x.get(2), x.get(3));
        }
        return shapes;
    }
}
