// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import java.util.Arrays;

/**
 * Bicubic resizing of one plane, along columns first and then along rows. Any part of the result can be made by itself
 * and equals that part of the whole.
 *
 * <p>Values may overshoot the range of the source, as in the reference: they are not clamped.
 */
final class Bicubic {

    private final CubicAxis rows;
    private final CubicAxis columns;
    private final int height;
    private final int width;

    /**
     * Prepares the way from one size to another.
     *
     * @param height rows of the source
     * @param width columns of the source
     * @param outputHeight rows of the result
     * @param outputWidth columns of the result
     * @param flipped whether the result is mirrored left to right
     */
    Bicubic(int height, int width, int outputHeight, int outputWidth, boolean flipped) {
        CubicAxis across = CubicAxis.of(width, outputWidth);
        this.rows = CubicAxis.of(height, outputHeight);
        this.columns = flipped ? across.reversed() : across;
        this.height = height;
        this.width = width;
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
        float[][] lines = new float[4][part.width()];
        int[] held = {-1, -1, -1, -1};
        float[] padded = new float[width + 2 * CubicAxis.MARGIN];
        int[] needed = new int[4];
        for (int r = 0; r < part.height(); r++) {
            int row = part.row() + r;
            for (int k = 0; k < 4; k++) {
                needed[k] = Math.min(Math.max(rows.first()[row] + k, 0), height - 1);
                // Neighbouring output rows share source rows: a line is kept in the slot of its row number.
                int slot = needed[k] & 3;
                if (held[slot] != needed[k]) {
                    pad(source, at + needed[k] * width, padded);
                    line(padded, part.column(), lines[slot]);
                    held[slot] = needed[k];
                }
            }
            blend(lines, needed, row, out, offset + r * stride, part.width());
        }
    }

    /** Repeats the border, so that the four pixels of any output pixel lie side by side. */
    private void pad(float[] source, int from, float[] padded) {
        int margin = CubicAxis.MARGIN;
        System.arraycopy(source, from, padded, margin, width);
        Arrays.fill(padded, 0, margin, source[from]);
        Arrays.fill(padded, margin + width, padded.length, source[from + width - 1]);
    }

    private void line(float[] padded, int column, float[] line) {
        int[] first = columns.first();
        float[] a = columns.a();
        float[] b = columns.b();
        float[] c = columns.c();
        float[] d = columns.d();
        for (int x = 0; x < line.length; x++) {
            int i = column + x;
            int p = first[i] + CubicAxis.MARGIN;
            line[x] = padded[p] * a[i] + padded[p + 1] * b[i] + padded[p + 2] * c[i] + padded[p + 3] * d[i];
        }
    }

    private void blend(float[][] lines, int[] needed, int row, float[] out, int to, int count) {
        float[] first = lines[needed[0] & 3];
        float[] second = lines[needed[1] & 3];
        float[] third = lines[needed[2] & 3];
        float[] fourth = lines[needed[3] & 3];
        float a = rows.a()[row];
        float b = rows.b()[row];
        float c = rows.c()[row];
        float d = rows.d()[row];
        for (int x = 0; x < count; x++) {
            out[to + x] = first[x] * a + second[x] * b + third[x] * c + fourth[x] * d;
        }
    }
}
