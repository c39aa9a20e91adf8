// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.skysense.engine.ops.Positions;
import io.skysense.nn.Linear;
import io.skysense.nn.NamedBlock;

/** A learned embedding of positions on a square grid; parameter {@code pos_embed} (1, side*side, C). */
final class PositionEmbedding extends NamedBlock {

    private final int side;
    private final int channels;
    private final Parameter table;

    /**
     * Makes the block.
     *
     * @param side of the grid in tokens
     * @param channels C
     */
    PositionEmbedding(int side, int channels) {
        this.side = side;
        this.channels = channels;
        table = parameter("pos_embed", Linear.TRANSFORMER, 1, (long) side * side, channels);
    }

    /**
     * Adds the embedding, resized to the grid of the tokens.
     *
     * @param x (B, h, w, C)
     * @return (B, h*w, C)
     */
    NDArray forward(NDArray x) {
        return Positions.add(x, table.getArray(), side);
    }

    @Override
    public NDList forward(NDList inputs, boolean training) {
        return new NDList(forward(inputs.singletonOrThrow()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), x.get(1) * x.get(2), channels)};
    }
}
