// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import java.util.Arrays;

/**
 * Where the pixels along one side of a resized image come from: four source pixels each, and their weights.
 *
 * <p>Cubic convolution (Keys, "Cubic convolution interpolation for digital image processing", 1981) with a = -0.75,
 * pixel centres at half integers and the border repeated: PyTorch's {@code bicubic} without {@code align_corners} and
 * without antialiasing, in float32 as there.
 *
 * @param source pixels of the source
 * @param same whether each pixel is one of the source, the second of its four
 * @param first the first of the four source pixels of each pixel; up to two before the source or beyond it
 * @param weights of the four pixels of each pixel, one after the other; the four sum to 1
 */
record CubicAxis(int source, boolean same, int[] first, float[] weights) {

    /** Source pixels that make a pixel. */
    static final int TAPS = 4;

    /** How far the four pixels reach beyond the source on either side. */
    static final int MARGIN = 2;

    private static final float A = -0.75f;

    /**
     * Lays an output side over a source side.
     *
     * @param source pixels of the source
     * @param output pixels of the whole output
     * @return the axis of all output pixels
     */
    static CubicAxis of(int source, int output) {
        CubicAxis axis = new CubicAxis(source, source == output, new int[output], new float[TAPS * output]);
        float scale = (float) source / output;
        for (int i = 0; i < output; i++) {
            float at = scale * (i + 0.5f) - 0.5f;
            int floor = (int) Math.floor(at);
            float t = at - floor;
            axis.first[i] = floor - 1;
            axis.weights[TAPS * i] = outer(t + 1);
            axis.weights[TAPS * i + 1] = inner(t);
            axis.weights[TAPS * i + 2] = inner(1 - t);
            axis.weights[TAPS * i + 3] = outer(2 - t);
        }
        return axis;
    }

    /** {@return the same pixels in the opposite order} */
    CubicAxis reversed() {
        int count = first.length;
        CubicAxis axis = new CubicAxis(source, same, new int[count], new float[TAPS * count]);
        for (int i = 0; i < count; i++) {
            int from = count - 1 - i;
            axis.first[i] = first[from];
            System.arraycopy(weights, TAPS * from, axis.weights, TAPS * i, TAPS);
        }
        return axis;
    }

    /** {@return some of the pixels, from one on} */
    CubicAxis part(int from, int count) {
        return new CubicAxis(
                source,
                same,
                Arrays.copyOfRange(first, from, from + count),
                Arrays.copyOfRange(weights, TAPS * from, TAPS * (from + count)));
    }

    private static float inner(float x) {
        return ((A + 2) * x - (A + 3)) * x * x + 1;
    }

    private static float outer(float x) {
        return ((A * x - 5 * A) * x + 8 * A) * x - 4 * A;
    }
}
