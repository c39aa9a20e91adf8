// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

/** Makes planes of rows. */
final class Planes {

    private Planes() {}

    /** {@return the rows of a plane in memory, as resizing takes them} */
    static Rows rows(float[] values, int start, int width) {
        return new PlaneRows(values, start, width, CubicAxis.MARGIN);
    }

    /** Reads rows that begin at 0, some at a time. */
    static float[] read(Rows rows, int first, int height, int width) {
        float[] values = new float[height * width];
        float[][] lines = new float[Rows.AT_ONCE][width];
        for (int row = 0; row < height; row += lines.length) {
            int count = Math.min(lines.length, height - row);
            rows.read(first + row, count, lines, 0);
            for (int i = 0; i < count; i++) {
                System.arraycopy(lines[i], 0, values, (row + i) * width, width);
            }
        }
        return values;
    }
}
