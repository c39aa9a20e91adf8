// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import ai.djl.ndarray.NDArray;
import io.skysense.engine.script.Script;

/** Learned embeddings of positions. */
public final class Positions {

    private static final Script SCRIPT = Script.load(Positions.class, "positions.torchscript");

    private Positions() {}

    /**
     * Adds an embedding of positions, resized bicubically (a = -0.75, corners not aligned) to the grid of the tokens. A
     * grid of as many tokens takes it as it is, whatever its sides, as in mmcls.
     *
     * @param x (B, h, w, C)
     * @param table (1, side*side, C), row by row of a square
     * @param side of the square
     * @return (B, h*w, C)
     */
    public static NDArray add(NDArray x, NDArray table, int side) {
        return SCRIPT.call("add", x, table, side);
    }
}
