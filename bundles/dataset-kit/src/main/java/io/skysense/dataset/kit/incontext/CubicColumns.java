// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import java.util.Arrays;

/** Makes rows of another width by cubic convolution along each. */
final class CubicColumns implements Rows {

    private static final int MARGIN = CubicAxis.MARGIN;

    private final Rows source;
    private final CubicAxis axis;
    private final int at;
    private final float[][] padded;

    /**
     * Resizes rows.
     *
     * @param source the rows
     * @param axis from their columns to the new ones
     * @param at where the new rows begin in their arrays; those of the source at {@link CubicAxis#MARGIN}
     */
    CubicColumns(Rows source, CubicAxis axis, int at) {
        this.source = source;
        this.axis = axis;
        this.at = at;
        this.padded = new float[AT_ONCE][axis.source() + 2 * MARGIN];
    }

    @Override
    public void read(int first, int rows, float[][] out, int line) {
        source.read(first, rows, padded, 0);
        for (int i = 0; i < rows; i++) {
            pad(padded[i]);
        }
        if (axis.same()) {
            for (int i = 0; i < rows; i++) {
                copy(padded[i], out[line + i]);
            }
        } else if (rows == AT_ONCE) {
            four(out[line], out[line + 1], out[line + 2], out[line + 3]);
        } else {
            for (int i = 0; i < rows; i++) {
                one(padded[i], out[line + i]);
            }
        }
    }

    /** Repeats the border, so that the four pixels of any new pixel lie side by side. */
    private static void pad(float[] row) {
        int end = row.length - MARGIN;
        Arrays.fill(row, 0, MARGIN, row[MARGIN]);
        Arrays.fill(row, end, row.length, row[end - 1]);
    }

    private void copy(float[] row, float[] out) {
        int[] firsts = axis.first();
        for (int i = 0; i < firsts.length; i++) {
            out[at + i] = row[firsts[i] + 1 + MARGIN];
        }
    }

    private void one(float[] row, float[] out) {
        int[] firsts = axis.first();
        float[] weights = axis.weights();
        for (int i = 0; i < firsts.length; i++) {
            int p = firsts[i] + MARGIN;
            out[at + i] = row[p] * weights[4 * i]
                    + row[p + 1] * weights[4 * i + 1]
                    + row[p + 2] * weights[4 * i + 2]
                    + row[p + 3] * weights[4 * i + 3];
        }
    }

    /** What is most of the work, finding pixels and weights, is done once for four rows. */
    private void four(float[] out0, float[] out1, float[] out2, float[] out3) {
        int[] firsts = axis.first();
        float[] weights = axis.weights();
        float[] row0 = padded[0];
        float[] row1 = padded[1];
        float[] row2 = padded[2];
        float[] row3 = padded[3];
        for (int i = 0; i < firsts.length; i++) {
            int p = firsts[i] + MARGIN;
            float a = weights[4 * i];
            float b = weights[4 * i + 1];
            float c = weights[4 * i + 2];
            float d = weights[4 * i + 3];
            out0[at + i] = row0[p] * a + row0[p + 1] * b + row0[p + 2] * c + row0[p + 3] * d;
            out1[at + i] = row1[p] * a + row1[p + 1] * b + row1[p + 2] * c + row1[p + 3] * d;
            out2[at + i] = row2[p] * a + row2[p + 1] * b + row2[p + 2] * c + row2[p + 3] * d;
            out3[at + i] = row3[p] * a + row3[p + 1] * b + row3[p + 2] * c + row3[p + 3] * d;
        }
    }
}
