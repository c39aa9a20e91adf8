// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone.fusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.skysense.nn.Linear;
import io.skysense.nn.NamedBlock;

/**
 * What the day of the year adds to a token: a learned row a day. The reference has the table and leaves it off.
 * One parameter, {@code ctpe} (1, days, D), as wide as the tokens before their projection; the same at every place, of
 * which there may be any number: both are ours.
 */
public final class Calendar extends NamedBlock {

    private final int days;
    private final Parameter table;

    /**
     * Makes the block.
     *
     * @param days rows of the table
     * @param channels D
     */
    public Calendar(int days, int channels) {
        this.days = days;
        table = parameter("ctpe", Linear.TRANSFORMER, 1, days, channels);
    }

    /** {@return rows of the table: days run from 0 to one less} */
    public int days() {
        return days;
    }

    /**
     * Adds each date's row.
     *
     * @param tokens (B, P, T, D), P places
     * @param dates (B, T) int64 days of the year from 0
     * @return (B, P, T, D)
     */
    public NDArray add(NDArray tokens, NDArray dates) {
        Shape shape = tokens.getShape();
        try (NDArray rows = table.getArray().squeeze(0);
                NDArray flat = dates.flatten();
                NDArray chosen = rows.get(flat);
                NDArray placed = chosen.reshape(shape.get(0), 1, shape.get(2), shape.get(3))) {
            return tokens.add(placed);
        }
    }

    /**
     * Adds each date's row.
     *
     * @param inputs (B, P, T, D) tokens and (B, T) days
     * @param training makes no difference
     * @return (B, P, T, D)
     */
    @Override
    public NDList forward(NDList inputs, boolean training) {
        return new NDList(add(inputs.get(0), inputs.get(1)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[0]};
    }
}
