// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

/**
 * Bicubic resizing of one plane, along columns first and then along rows. Any part of the result can be made by itself
 * and equals that part of the whole.
 *
 * <p>Values may overshoot the range of the source, as in the reference: they are not clamped.
 */
final class Bicubic {

    private final CubicAxis rows;
    private final CubicAxis columns;
    private final int sourceWidth;

    /**
     * Prepares the way from one size to another.
     *
     * @param height rows of the source
     * @param width columns of the source
     * @param outputHeight rows of the result
     * @param outputWidth columns of the result
     */
    Bicubic(int height, int width, int outputHeight, int outputWidth) {
        this.rows = CubicAxis.of(height, outputHeight);
        this.columns = CubicAxis.of(width, outputWidth);
        this.sourceWidth = width;
    }

    /**
     * Makes a part of the result.
     *
     * @param source the plane's values, row by row
     * @param at index of its first value
     * @param part which pixels of the result
     * @param out gets the part, row by row
     * @param offset index in {@code out} of the part's first value
     * @param stride from one row in {@code out} to the next
     */
    void resize(float[] source, int at, Box part, float[] out, int offset, int stride) {
        int width = part.width();
        float[][] lines = new float[4][width];
        int[] held = {-1, -1, -1, -1};
        int[] taps = rows.taps();
        float[] weights = rows.weights();
        for (int r = 0; r < part.height(); r++) {
            int first = 4 * (part.row() + r);
            // Neighbouring output rows share source rows: a line is kept in the slot of its row number.
            for (int k = 0; k < 4; k++) {
                int row = taps[first + k];
                if (held[row & 3] != row) {
                    line(source, at + row * sourceWidth, part, lines[row & 3]);
                    held[row & 3] = row;
                }
            }
            blend(lines, taps, weights, first, out, offset + r * stride, width);
        }
    }

    private void line(float[] source, int at, Box part, float[] line) {
        int[] taps = columns.taps();
        float[] weights = columns.weights();
        int k = 4 * part.column();
        for (int c = 0; c < line.length; c++, k += 4) {
            line[c] = source[at + taps[k]] * weights[k]
                    + source[at + taps[k + 1]] * weights[k + 1]
                    + source[at + taps[k + 2]] * weights[k + 2]
                    + source[at + taps[k + 3]] * weights[k + 3];
        }
    }

    private static void blend(float[][] lines, int[] taps, float[] weights, int k, float[] out, int to, int width) {
        float[] a = lines[taps[k] & 3];
        float[] b = lines[taps[k + 1] & 3];
        float[] c = lines[taps[k + 2] & 3];
        float[] d = lines[taps[k + 3] & 3];
        float wa = weights[k];
        float wb = weights[k + 1];
        float wc = weights[k + 2];
        float wd = weights[k + 3];
        for (int x = 0; x < width; x++) {
            out[to + x] = a[x] * wa + b[x] * wb + c[x] * wc + d[x] * wd;
        }
    }
}
