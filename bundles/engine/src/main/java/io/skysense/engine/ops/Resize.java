// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import ai.djl.ndarray.NDArray;
import io.skysense.engine.script.Script;

/** Resamples images. */
public final class Resize {

    private static final Script SCRIPT = Script.load(Resize.class, "resize.torchscript");

    private Resize() {}

    /**
     * Bilinear interpolation, no antialias.
     *
     * @param x (B, C, H, W)
     * @param height H'
     * @param width W'
     * @param alignCorners whether the centres of corner pixels stay in place
     * @return (B, C, H', W')
     */
    public static NDArray bilinear(NDArray x, long height, long width, boolean alignCorners) {
        return SCRIPT.call("bilinear", x, new long[] {height, width}, alignCorners);
    }

    /**
     * Cubic convolution with a = -0.75, no antialias; overshoots the input's range.
     *
     * @param x (B, C, H, W)
     * @param height H'
     * @param width W'
     * @param alignCorners whether the centres of corner pixels stay in place
     * @return (B, C, H', W')
     */
    public static NDArray bicubic(NDArray x, long height, long width, boolean alignCorners) {
        return SCRIPT.call("bicubic", x, new long[] {height, width}, alignCorners);
    }

    /**
     * Takes the pixel at floor(row * H / H'), likewise for columns.
     *
     * @param x (B, C, H, W)
     * @param height H'
     * @param width W'
     * @return (B, C, H', W')
     */
    public static NDArray nearest(NDArray x, long height, long width) {
        return SCRIPT.call("nearest", x, new long[] {height, width});
    }
}
