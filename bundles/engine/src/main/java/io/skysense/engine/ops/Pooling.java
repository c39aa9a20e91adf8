// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import ai.djl.ndarray.NDArray;
import io.skysense.engine.script.Script;

/** Reduces images. */
public final class Pooling {

    private static final Script SCRIPT = Script.load(Pooling.class, "pooling.torchscript");

    private Pooling() {}

    /**
     * Averages the cells of a grid of the asked size.
     *
     * @param x (B, C, H, W)
     * @param height H'
     * @param width W'
     * @return (B, C, H', W')
     */
    public static NDArray adaptiveAverage(NDArray x, long height, long width) {
        return SCRIPT.call("adaptive_average", x, new long[] {height, width});
    }
}
