// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.layout;

import io.skysense.api.data.LabelMap;
import java.util.Arrays;
import java.util.List;

/** Draws shapes in pixel coordinates, x to the right and y down, the centre of the first pixel at (0.5, 0.5). */
public final class ShapeRaster {

    private final int height;
    private final int width;
    private final byte[] pixels;

    /**
     * A rectangle of 0.
     *
     * @param height rows
     * @param width columns
     */
    public ShapeRaster(int height, int width) {
        this.height = height;
        this.width = width;
        pixels = new byte[Math.multiplyExact(height, width)];
    }

    /** {@return the values that were drawn; shared with this raster} */
    public LabelMap label() {
        return new LabelMap(height, width, pixels);
    }

    /**
     * Fills the pixels whose centres lie inside an odd number of rings.
     *
     * @param rings outer ring and holes, (x, y) a corner, closed or not
     * @param value to write
     */
    public void fill(List<double[][]> rings, byte value) {
        int edges = rings.stream().mapToInt(r -> r.length).sum();
        double[] crossings = new double[edges];
        for (int row = 0; row < height; row++) {
            double y = row + 0.5;
            int count = 0;
            for (double[][] ring : rings) {
                for (int i = 0; i < ring.length; i++) {
                    double[] a = ring[i];
                    double[] b = ring[(i + 1) % ring.length];
                    if (a[1] <= y != b[1] <= y) {
                        crossings[count++] = a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
                    }
                }
            }
            Arrays.sort(crossings, 0, count);
            for (int i = 0; i + 1 < count; i += 2) {
                int from = clamp(Math.ceil(crossings[i] - 0.5), width);
                int to = clamp(Math.ceil(crossings[i + 1] - 0.5), width);
                Arrays.fill(pixels, row * width + from, row * width + Math.max(from, to), value);
            }
        }
    }

    /**
     * Draws a line with round ends; a line of one corner is a disc.
     *
     * @param corners (x, y) each
     * @param radius half its width
     * @param value to write
     */
    public void stroke(double[][] corners, double radius, byte value) {
        for (int i = 0; i < Math.max(1, corners.length - 1); i++) {
            segment(corners[i], corners[Math.min(i + 1, corners.length - 1)], radius, value);
        }
    }

    private void segment(double[] a, double[] b, double radius, byte value) {
        int left = clamp(Math.floor(Math.min(a[0], b[0]) - radius), width);
        int right = clamp(Math.ceil(Math.max(a[0], b[0]) + radius), width);
        int top = clamp(Math.floor(Math.min(a[1], b[1]) - radius), height);
        int bottom = clamp(Math.ceil(Math.max(a[1], b[1]) + radius), height);
        for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
                if (distance(a, b, column + 0.5, row + 0.5) <= radius) {
                    pixels[row * width + column] = value;
                }
            }
        }
    }

    private static double distance(double[] a, double[] b, double x, double y) {
        double dx = b[0] - a[0];
        double dy = b[1] - a[1];
        double length = dx * dx + dy * dy;
        double along = length == 0 ? 0 : ((x - a[0]) * dx + (y - a[1]) * dy) / length;
        double t = Math.max(0, Math.min(1, along));
        return Math.hypot(x - a[0] - t * dx, y - a[1] - t * dy);
    }

    private static int clamp(double value, int most) {
        return (int) Math.max(0, Math.min(most, value));
    }
}
