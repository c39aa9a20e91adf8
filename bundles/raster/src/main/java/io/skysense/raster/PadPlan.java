// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import java.util.Optional;

/** Which pixels of a raster fill a window that goes beyond its border, and how they are copied there. */
final class PadPlan {

    /** Copies pixels from an index of the source to one of the target. */
    interface Copier {
        void copy(int from, int to, int pixels);
    }

    private final int width;
    private final int height;
    private final int[] columns;
    private final int[] rows;
    private final Window source;

    PadPlan(Window window, int rasterWidth, int rasterHeight, Padding padding) {
        width = window.width();
        height = window.height();
        columns = axis(window.x(), width, rasterWidth, padding);
        rows = axis(window.y(), height, rasterHeight, padding);
        int left = lowest(columns);
        int top = lowest(rows);
        source = left < 0 || top < 0
                ? null
                : new Window(left, top, highest(columns) - left + 1, highest(rows) - top + 1);
    }

    /** The part to read, at most as large as the window; empty if all is constant. */
    Optional<Window> source() {
        return Optional.ofNullable(source);
    }

    /**
     * Copies pixels that were read from {@link #source} to where the window has them. Pixels of a constant stay as
     * the target has them.
     */
    void gather(int bands, Copier copier) {
        if (source == null) {
            return;
        }
        for (int band = 0; band < bands; band++) {
            for (int y = 0; y < height; y++) {
                if (rows[y] >= 0) {
                    int from = (band * source.height() + rows[y] - source.y()) * source.width() - source.x();
                    row(from, (band * height + y) * width, copier);
                }
            }
        }
    }

    private void row(int from, int to, Copier copier) {
        int x = 0;
        while (x < width) {
            int end = x + 1;
            if (columns[x] >= 0) {
                while (end < width && columns[end] == columns[end - 1] + 1) {
                    end++;
                }
                copier.copy(from + columns[x], to + x, end - x);
            }
            x = end;
        }
    }

    private static int[] axis(int start, int count, int length, Padding padding) {
        int[] indices = new int[count];
        for (int i = 0; i < count; i++) {
            indices[i] = padding.source(start + i, length);
        }
        return indices;
    }

    private static int lowest(int[] indices) {
        int lowest = Integer.MAX_VALUE;
        for (int index : indices) {
            lowest = index >= 0 ? Math.min(lowest, index) : lowest;
        }
        return lowest == Integer.MAX_VALUE ? -1 : lowest;
    }

    private static int highest(int[] indices) {
        int highest = -1;
        for (int index : indices) {
            highest = Math.max(highest, index);
        }
        return highest;
    }
}
