// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.transform;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.ValueMap;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** Takes windows out of images and labels. Pure functions; buffers are written at absolute positions. */
public final class Resample {

    private Resample() {}

    /**
     * Takes a window of one time step, bilinearly; outside the image its reflection stands.
     *
     * @param image (T, C, H, W)
     * @param time 0 to T-1
     * @param window in pixels of this image
     * @param height rows of the output
     * @param width columns of the output
     * @param out gets (C, height, width)
     * @param offset index in {@code out} of the first value
     */
    public static void image(
            ImageCube image, int time, Window window, int height, int width, FloatBuffer out, int offset) {
        Axis rows = window.outputRows(height, image.height(), image.width());
        Axis columns = window.outputColumns(width, image.height(), image.width());
        // A step along output columns is a step along source rows when the window is transposed.
        int rowStride = window.transposed() ? 1 : image.width();
        int columnStride = window.transposed() ? image.width() : 1;
        float[] line = new float[width];
        int at = offset;
        for (int band = 0; band < image.bands(); band++) {
            int plane = image.index(time, band, 0, 0);
            for (int r = 0; r < height; r++) {
                int low = plane + rows.low()[r] * rowStride;
                if (rows.exact() && columns.exact()) {
                    copy(image.values(), low, columns, columnStride, line);
                } else {
                    int high = plane + rows.high()[r] * rowStride;
                    blend(image.values(), low, high, rows.fraction()[r], columns, columnStride, line);
                }
                out.put(at, line);
                at += width;
            }
        }
    }

    private static void copy(float[] values, int row, Axis columns, int stride, float[] line) {
        int[] low = columns.low();
        for (int c = 0; c < line.length; c++) {
            line[c] = values[row + low[c] * stride];
        }
    }

    private static void blend(
            float[] values, int low, int high, float fraction, Axis columns, int stride, float[] line) {
        int[] left = columns.low();
        int[] right = columns.high();
        float[] across = columns.fraction();
        for (int c = 0; c < line.length; c++) {
            int l = left[c] * stride;
            int r = right[c] * stride;
            float upper = values[low + l] + across[c] * (values[low + r] - values[low + l]);
            float lower = values[high + l] + across[c] * (values[high + r] - values[high + l]);
            line[c] = upper + fraction * (lower - upper);
        }
    }

    /**
     * Takes a window of a label, nearest neighbour; outside the label stands {@link ClassTable#IGNORE}.
     *
     * @param label (H, W)
     * @param window in pixels of the label
     * @param height rows of the output
     * @param width columns of the output
     * @param out gets (height, width), one unsigned byte each
     * @param offset index in {@code out} of the first value
     */
    public static void label(LabelMap label, Window window, int height, int width, ByteBuffer out, int offset) {
        int[] rows = window.outputRows(height, label.height(), label.width()).nearest();
        int[] columns =
                window.outputColumns(width, label.height(), label.width()).nearest();
        int rowStride = window.transposed() ? 1 : label.width();
        int columnStride = window.transposed() ? label.width() : 1;
        byte[] line = new byte[width];
        for (int r = 0; r < height; r++) {
            for (int c = 0; c < width; c++) {
                line[c] = rows[r] < 0 || columns[c] < 0
                        ? (byte) ClassTable.IGNORE
                        : label.classes()[rows[r] * rowStride + columns[c] * columnStride];
            }
            out.put(offset + r * width, line);
        }
    }

    /**
     * Takes a window of quantities, nearest neighbour; outside stands NaN.
     *
     * @param map (V, H, W)
     * @param window in pixels of the map
     * @param height rows of the output
     * @param width columns of the output
     * @param out gets (V, height, width)
     * @param offset index in {@code out} of the first value
     */
    public static void values(ValueMap map, Window window, int height, int width, FloatBuffer out, int offset) {
        int[] rows = window.outputRows(height, map.height(), map.width()).nearest();
        int[] columns = window.outputColumns(width, map.height(), map.width()).nearest();
        int rowStride = window.transposed() ? 1 : map.width();
        int columnStride = window.transposed() ? map.width() : 1;
        float[] line = new float[width];
        for (int v = 0; v < map.quantities(); v++) {
            int plane = v * map.height() * map.width();
            for (int r = 0; r < height; r++) {
                for (int c = 0; c < width; c++) {
                    line[c] = rows[r] < 0 || columns[c] < 0
                            ? Float.NaN
                            : map.values()[plane + rows[r] * rowStride + columns[c] * columnStride];
                }
                out.put(offset + (v * height + r) * width, line);
            }
        }
    }
}
