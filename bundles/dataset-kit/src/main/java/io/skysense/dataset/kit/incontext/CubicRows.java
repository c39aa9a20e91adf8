// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

/** Makes another number of rows by cubic convolution down the columns. */
final class CubicRows implements Rows {

    private final Rows source;
    private final CubicAxis axis;
    private final int from;
    private final int to;
    /** The last rows of the source: four that begin at a multiple of four, and the four before or after them. */
    private final float[][][] held;

    private int next;

    /**
     * Resizes columns.
     *
     * @param source rows of one width
     * @param axis from their number to the new one
     * @param at where they begin in their arrays, and the new ones too
     * @param width their width
     */
    CubicRows(Rows source, CubicAxis axis, int at, int width) {
        this.source = source;
        this.axis = axis;
        this.from = at;
        this.to = at + width;
        this.held = new float[2][AT_ONCE][to];
    }

    @Override
    public void read(int first, int count, float[][] out, int line) {
        for (int i = 0; i < count; i++) {
            hold(axis.first()[first + i]);
            blend(first + i, out[line + i]);
        }
    }

    /** Sees to it that four rows are there. */
    private void hold(int first) {
        int last = clamped(first + 3);
        next = Math.max(next, clamped(first) / AT_ONCE * AT_ONCE);
        for (; next <= last; next += AT_ONCE) {
            source.read(next, Math.min(AT_ONCE, axis.source() - next), held[next / AT_ONCE % 2], 0);
        }
    }

    private int clamped(int row) {
        return Math.min(Math.max(row, 0), axis.source() - 1);
    }

    private float[] row(int number) {
        int row = clamped(number);
        return held[row / AT_ONCE % 2][row % AT_ONCE];
    }

    private void blend(int row, float[] out) {
        int at = axis.first()[row];
        float[] first = row(at);
        float[] second = row(at + 1);
        float[] third = row(at + 2);
        float[] fourth = row(at + 3);
        float a = axis.weights()[4 * row];
        float b = axis.weights()[4 * row + 1];
        float c = axis.weights()[4 * row + 2];
        float d = axis.weights()[4 * row + 3];
        if (axis.same()) {
            System.arraycopy(second, from, out, from, to - from);
            return;
        }
        for (int x = from; x < to; x++) {
            out[x] = first[x] * a + second[x] * b + third[x] * c + fourth[x] * d;
        }
    }
}
