// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

/**
 * Where the pixels along one side of a resized image come from: four source pixels each, and their weights.
 *
 * <p>Cubic convolution (Keys, "Cubic convolution interpolation for digital image processing", 1981) with a = -0.75,
 * pixel centres at half integers and the border repeated: PyTorch's {@code bicubic} without {@code align_corners} and
 * without antialiasing, in float32 as there.
 *
 * @param first the first of the four source pixels of each pixel; up to two before the source or beyond it
 * @param a its weight; the four weights of a pixel sum to 1
 * @param b the weight of the second
 * @param c the weight of the third
 * @param d the weight of the fourth
 */
record CubicAxis(int[] first, float[] a, float[] b, float[] c, float[] d) {

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
        CubicAxis axis = new CubicAxis(
                new int[output], new float[output], new float[output], new float[output], new float[output]);
        float scale = (float) source / output;
        for (int i = 0; i < output; i++) {
            float at = scale * (i + 0.5f) - 0.5f;
            int floor = (int) Math.floor(at);
            float t = at - floor;
            axis.first[i] = floor - 1;
            axis.a[i] = outer(t + 1);
            axis.b[i] = inner(t);
            axis.c[i] = inner(1 - t);
            axis.d[i] = outer(2 - t);
        }
        return axis;
    }

    /** {@return the same pixels in the opposite order} */
    CubicAxis reversed() {
        int count = first.length;
        CubicAxis axis =
                new CubicAxis(new int[count], new float[count], new float[count], new float[count], new float[count]);
        for (int i = 0; i < count; i++) {
            int from = count - 1 - i;
            axis.first[i] = first[from];
            axis.a[i] = a[from];
            axis.b[i] = b[from];
            axis.c[i] = c[from];
            axis.d[i] = d[from];
        }
        return axis;
    }

    private static float inner(float x) {
        return ((A + 2) * x - (A + 3)) * x * x + 1;
    }

    private static float outer(float x) {
        return ((A * x - 5 * A) * x + 8 * A) * x - 4 * A;
    }
}
