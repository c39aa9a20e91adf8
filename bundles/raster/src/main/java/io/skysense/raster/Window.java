// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

/**
 * A rectangle of pixels.
 *
 * @param x left column; below 0 only where padding is asked for
 * @param y upper row; below 0 only where padding is asked for
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record Window(int x, int y, int width, int height) {

    /** Checks that it holds a pixel and ends within the range of {@code int}. */
    public Window {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a window of " + width + "x" + height + " pixels");
        }
        if ((long) x + width > Integer.MAX_VALUE || (long) y + height > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a window that ends beyond the range of int");
        }
    }

    /**
     * A whole raster.
     *
     * @param width W
     * @param height H
     * @return its window
     */
    public static Window whole(int width, int height) {
        return new Window(0, 0, width, height);
    }

    /**
     * Whether it lies inside a raster.
     *
     * @param rasterWidth W of the raster
     * @param rasterHeight H of the raster
     * @return true if no pixel is beyond the border
     */
    public boolean inside(int rasterWidth, int rasterHeight) {
        return x >= 0 && y >= 0 && x + width <= rasterWidth && y + height <= rasterHeight;
    }

    /** {@return its pixels} */
    public long pixels() {
        return (long) width * height;
    }

    @Override
    public String toString() {
        return width + "x" + height + " at column " + x + ", row " + y;
    }
}
