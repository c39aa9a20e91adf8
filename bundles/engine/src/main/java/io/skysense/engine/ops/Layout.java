// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import ai.djl.ndarray.NDArray;
import io.skysense.engine.script.Script;

/** Moves elements without changing them. */
public final class Layout {

    private static final Script SCRIPT = Script.load(Layout.class, "layout.torchscript");

    private Layout() {}

    /**
     * Rolls elements around.
     *
     * @param x any shape
     * @param shifts how far, one a dimension
     * @param dims the dimensions
     * @return the shape of x
     */
    public static NDArray roll(NDArray x, long[] shifts, long[] dims) {
        return SCRIPT.call("roll", x, shifts, dims);
    }

    /**
     * Turns channels into space (Shi et al. 2016): channel c*r*r + dy*r + dx becomes pixel (r*y+dy, r*x+dx) of channel c.
     *
     * @param x (B, C*r*r, H, W)
     * @param r factor
     * @return (B, C, H*r, W*r)
     */
    public static NDArray pixelShuffle(NDArray x, int r) {
        return SCRIPT.call("pixel_shuffle", x, r);
    }

    /**
     * Pads the two last dimensions with a constant.
     *
     * @param x (..., H, W)
     * @param left columns added before
     * @param right columns added after
     * @param top rows added before
     * @param bottom rows added after
     * @param value the constant
     * @return (..., top+H+bottom, left+W+right)
     */
    public static NDArray pad(NDArray x, int left, int right, int top, int bottom, double value) {
        return SCRIPT.call("pad", x, new long[] {left, right, top, bottom}, value);
    }

    /**
     * Cuts an image into patches.
     *
     * @param x (B, C, H, W)
     * @param size side of a patch
     * @param stride step from patch to patch
     * @return (B, C*size*size, L) with channel order c*size*size + row*size + column, patches row by row
     */
    public static NDArray unfold(NDArray x, int size, int stride) {
        return SCRIPT.call("unfold", x, size, stride);
    }
}
