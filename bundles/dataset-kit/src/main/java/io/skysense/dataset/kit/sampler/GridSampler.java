// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.sampler;

import io.skysense.raster.Window;

/**
 * All windows of a regular grid over a raster, row by row: every pixel is in at least one, and every window is inside.
 * The last window of a row or column is moved back to the border, so that it is whole; where the raster is smaller than
 * a window, the window is as small as the raster.
 *
 * @param height rows of the raster, at least 1
 * @param width columns of the raster, at least 1
 * @param side rows and columns of a window, at least 1
 * @param stride from one window to the next, 1 to side
 */
public record GridSampler(int height, int width, int side, int stride) {

    /** Checks the ranges. */
    public GridSampler {
        if (height < 1 || width < 1 || side < 1 || stride < 1 || stride > side) {
            throw new IllegalArgumentException("windows of " + side + " pixels every " + stride + " over " + height
                    + " by " + width + ": a stride is from 1 to the window's side, everything else at least 1");
        }
    }

    /** {@return how many windows there are} */
    public long count() {
        return Math.multiplyExact(steps(height), steps(width));
    }

    /**
     * One window.
     *
     * @param index 0 to count-1
     * @return the window
     */
    public Window at(long index) {
        if (index < 0 || index >= count()) {
            throw new IndexOutOfBoundsException("window " + index + " of " + count());
        }
        int row = corner(index / steps(width), height);
        int column = corner(index % steps(width), width);
        return new Window(column, row, Math.min(side, width), Math.min(side, height));
    }

    private long steps(int size) {
        return size <= side ? 1 : (size - side - 1L + stride) / stride + 1;
    }

    private int corner(long step, int size) {
        return (int) Math.max(0, Math.min(step * stride, size - side));
    }
}
