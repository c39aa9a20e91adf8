// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Precision;
import io.skysense.engine.ops.Pooling;
import io.skysense.engine.ops.Random;
import io.skysense.nn.LayerNorm;
import io.skysense.nn.Linear;
import io.skysense.nn.NamedBlock;
import java.util.List;

/**
 * The means of feature levels over an image, normalised, and one linear layer: the linear layer on pooled features that
 * the paper of SkySense++ fine-tunes for labels of images. Parameters {@code norm.*} and {@code fc.*}.
 */
public final class ImageHead extends NamedBlock {

    private static final double EPS = 1e-6;

    private final LayerNorm norm;
    private final Linear fc;
    private final double dropout;
    private final int outputs;

    /**
     * Makes the block.
     *
     * @param channels of each level
     * @param outputs N
     * @param dropout probability to drop a mean, 0 for none
     * @param precision arithmetic of the product
     */
    public ImageHead(List<Integer> channels, int outputs, double dropout, Precision precision) {
        int inputs = channels.stream().mapToInt(Integer::intValue).sum();
        this.dropout = dropout;
        this.outputs = outputs;
        norm = child("norm", new LayerNorm(inputs, EPS));
        fc = child("fc", new Linear(inputs, outputs, true, precision));
    }

    /**
     * Answers.
     *
     * @param levels (B, C_i, H_i, W_i)
     * @param training whether dropout is on
     * @return (B, N)
     */
    @Override
    public NDList forward(NDList levels, boolean training) {
        NDList means = new NDList(levels.size());
        for (NDArray level : levels) {
            try (NDArray pooled = Pooling.adaptiveAverage(level, 1, 1)) {
                means.add(pooled.reshape(level.getShape().slice(0, 2)));
            }
        }
        try (means;
                NDArray joined = NDArrays.concat(means, 1);
                NDArray normal = norm.forward(joined)) {
            if (!training || dropout == 0) {
                return new NDList(fc.forward(normal));
            }
            try (NDArray dropped = Random.dropout(normal, dropout)) {
                return new NDList(fc.forward(dropped));
            }
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {new Shape(inputShapes[0].get(0), outputs)};
    }
}
