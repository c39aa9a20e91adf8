// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.neck;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.Precision;
import io.skysense.engine.ops.Resize;
import io.skysense.nn.Conv2d;
import io.skysense.nn.NamedBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a pyramid of levels that are alike, such as those of a vision transformer: each is brought to one width by a
 * convolution of side 1, resized bilinearly, and smoothed by one of side 3, without norms. The names are those of mmseg's
 * MultiLevelNeck.
 */
public final class MultiLevelNeck extends NamedBlock {

    private final int channels;
    private final List<Double> scales;
    private final List<Conv2d> laterals = new ArrayList<>();
    private final List<Conv2d> smoothing = new ArrayList<>();

    /**
     * Makes the block.
     *
     * @param levels the pyramid it gets
     * @param channels of each level that it gives
     * @param scales how many times finer each level becomes, one a level
     * @param precision arithmetic of the products
     */
    public MultiLevelNeck(List<FeatureLevel> levels, int channels, List<Double> scales, Precision precision) {
        this.channels = channels;
        this.scales = List.copyOf(scales);
        for (int i = 0; i < levels.size(); i++) {
            Conv2d lateral = new Conv2d(levels.get(i).channels(), channels, 1, 1, 0, precision);
            laterals.add(child("lateral_convs." + i + ".conv", lateral));
        }
        for (int i = 0; i < levels.size(); i++) {
            smoothing.add(child("convs." + i + ".conv", new Conv2d(channels, channels, 3, 1, 1, precision)));
        }
    }

    /**
     * Makes the pyramid.
     *
     * @param levels (B, C_i, H_i, W_i)
     * @param training makes no difference
     * @return (B, channels, s_i H_i, s_i W_i), rounded down, but at least one pixel
     */
    @Override
    public NDList forward(NDList levels, boolean training) {
        NDList made = new NDList(levels.size());
        for (int i = 0; i < levels.size(); i++) {
            try (NDArray lateral = laterals.get(i).forward(levels.get(i))) {
                Shape shape = lateral.getShape();
                if (scales.get(i) == 1) {
                    made.add(smoothing.get(i).forward(lateral));
                } else {
                    try (NDArray resized =
                            Resize.bilinear(lateral, side(i, shape.get(2)), side(i, shape.get(3)), false)) {
                        made.add(smoothing.get(i).forward(resized));
                    }
                }
            }
        }
        return made;
    }

    private long side(int level, long before) {
        return Math.max(1, (long) (before * scales.get(level)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape[] shapes = new Shape[inputShapes.length];
        for (int i = 0; i < shapes.length; i++) {
            Shape x = inputShapes[i];
            shapes[i] = new Shape(x.get(0), channels, side(i, x.get(2)), side(i, x.get(3)));
        }
        return shapes;
    }
}
