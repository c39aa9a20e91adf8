// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

/**
 * Rows of a plane in memory.
 *
 * @param values holds the plane, row by row
 * @param start index of its first value
 * @param width its columns
 * @param at where a row begins in the arrays that it is read into
 */
record PlaneRows(float[] values, int start, int width, int at) implements Rows {

    @Override
    public void read(int from, int count, float[][] out, int line) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(values, start + (from + i) * width, out[line + i], at, width);
        }
    }
}
