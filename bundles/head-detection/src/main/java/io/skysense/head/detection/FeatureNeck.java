// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.detection;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Precision;
import io.skysense.engine.ops.Resize;
import io.skysense.nn.Conv2d;
import io.skysense.nn.NamedBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * Feature pyramid (Lin et al. 2017, "Feature pyramid networks for object detection"): every level takes in the coarser ones,
 * and all get the same channels.
 */
final class FeatureNeck extends NamedBlock {

    private final int channels;
    private final List<Conv2d> laterals = new ArrayList<>();
    private final List<Conv2d> smoothing = new ArrayList<>();

    /**
     * Makes the block.
     *
     * @param levels channels of each level, fine to coarse
     * @param channels of the result
     * @param precision arithmetic of the products
     */
    FeatureNeck(List<Integer> levels, int channels, Precision precision) {
        this.channels = channels;
        for (int i = 0; i < levels.size(); i++) {
            laterals.add(
                    child("lateral_convs." + i + ".conv", new Conv2d(levels.get(i), channels, 1, 1, 0, precision)));
        }
        for (int i = 0; i < levels.size(); i++) {
            smoothing.add(child("fpn_convs." + i + ".conv", new Conv2d(channels, channels, 3, 1, 1, precision)));
        }
    }

    /**
     * Joins levels.
     *
     * @param levels (B, C_i, H_i, W_i), fine to coarse
     * @param training has no effect
     * @return (B, channels, H_i, W_i)
     */
    @Override
    public NDList forward(NDList levels, boolean training) {
        NDArray[] joined = new NDArray[levels.size()];
        NDArray above = null;
        for (int i = levels.size() - 1; i >= 0; i--) {
            NDArray level = laterals.get(i).forward(levels.get(i));
            if (above != null) {
                level = sum(level, above);
            }
            joined[i] = smoothing.get(i).forward(level);
            above = level;
        }
        above.close();
        return new NDList(joined);
    }

    /** Closes both. */
    private static NDArray sum(NDArray level, NDArray above) {
        Shape shape = level.getShape();
        try (level;
                above;
                NDArray enlarged = Resize.nearest(above, shape.get(2), shape.get(3))) {
            return level.add(enlarged);
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape[] shapes = new Shape[inputShapes.length];
        for (int i = 0; i < shapes.length; i++) {
            Shape x = inputShapes[i];
            shapes[i] = new Shape(x.get(0), channels, x.get(2), x.get(3));
        }
        return shapes;
    }
}
