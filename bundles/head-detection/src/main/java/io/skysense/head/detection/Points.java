// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.detection;

import java.util.List;

/**
 * Where the pixels of all levels lie in the input, in the order of the network's answers.
 *
 * @param x column of each, in pixels of the input
 * @param y row of each
 * @param starts index of the first pixel of each level, and the number of all
 * @param strides of each level
 * @param widths pixels of a row of each level
 */
record Points(float[] x, float[] y, int[] starts, int[] strides, int[] widths) {

    /**
     * Lays them out.
     *
     * @param strides of the levels
     * @param sizes height and width in pixels of each level
     * @return the points
     */
    static Points of(List<Integer> strides, float[] sizes) {
        int[] starts = new int[strides.size() + 1];
        int[] steps = new int[strides.size()];
        int[] widths = new int[strides.size()];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = strides.get(i);
            widths[i] = (int) sizes[2 * i + 1];
            starts[i + 1] = starts[i] + (int) sizes[2 * i] * widths[i];
        }
        float[] x = new float[starts[steps.length]];
        float[] y = new float[x.length];
        for (int level = 0; level < steps.length; level++) {
            for (int i = starts[level]; i < starts[level + 1]; i++) {
                x[i] = ((i - starts[level]) % widths[level] + 0.5f) * steps[level];
                y[i] = ((i - starts[level]) / widths[level] + 0.5f) * steps[level];
            }
        }
        return new Points(x, y, starts, steps, widths);
    }

    /** {@return L} */
    int count() {
        return x.length;
    }

    /** {@return the point of a level whose pixel holds a place, or the nearest} */
    int nearest(int level, double column, double row) {
        int height = (starts[level + 1] - starts[level]) / widths[level];
        int c = (int) Math.max(0, Math.min(widths[level] - 1, Math.floor(column / strides[level])));
        int r = (int) Math.max(0, Math.min(height - 1, Math.floor(row / strides[level])));
        return starts[level] + r * widths[level] + c;
    }
}
