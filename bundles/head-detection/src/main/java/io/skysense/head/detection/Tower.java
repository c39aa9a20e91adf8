// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.detection;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Precision;
import io.skysense.engine.ops.Activations;
import io.skysense.nn.Conv2d;
import io.skysense.nn.GroupNorm;
import io.skysense.nn.NamedBlock;
import java.util.ArrayList;
import java.util.List;

/** Convolutions that all levels share, each with a group norm and a ReLU. */
final class Tower extends NamedBlock {

    private final List<Conv2d> convs = new ArrayList<>();
    private final List<GroupNorm> norms = new ArrayList<>();

    /**
     * Makes the block.
     *
     * @param channels in and out
     * @param depth number of convolutions
     * @param precision arithmetic of the products
     */
    Tower(int channels, int depth, Precision precision) {
        for (int i = 0; i < depth; i++) {
            convs.add(child(i + ".conv", Conv2d.beforeNorm(channels, channels, 3, precision)));
            norms.add(child(i + ".gn", new GroupNorm(channels, channels / DetectionSettings.GROUP)));
        }
    }

    /**
     * Applies all.
     *
     * @param x (B, C, H, W), stays the caller's
     * @return the shape of x; x itself if there is nothing to apply
     */
    NDArray forward(NDArray x) {
        NDArray y = x;
        for (int i = 0; i < convs.size(); i++) {
            try (NDArray product = convs.get(i).forward(y);
                    NDArray normed = norms.get(i).forward(product)) {
                if (y != x) {
                    y.close();
                }
                y = Activations.relu(normed);
            }
        }
        return y;
    }

    @Override
    public NDList forward(NDList inputs, boolean training) {
        return new NDList(forward(inputs.singletonOrThrow()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
