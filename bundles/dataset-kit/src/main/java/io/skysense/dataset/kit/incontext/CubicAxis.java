// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

/**
 * Where the pixels along one side of a resized image come from: four source pixels each, and their weights.
 *
 * <p>Cubic convolution (Keys, "Cubic convolution interpolation for digital image processing", 1981) with a = -0.75,
 * pixel centres at half integers and the border repeated: PyTorch's {@code bicubic} without {@code align_corners} and
 * without antialiasing, in float32 as there.
 *
 * @param taps four source pixels for each pixel, inside the source
 * @param weights their weights, which sum to 1
 */
record CubicAxis(int[] taps, float[] weights) {

    private static final int TAPS = 4;
    private static final float A = -0.75f;

    /**
     * Lays an output side over a source side.
     *
     * @param source pixels of the source
     * @param output pixels of the whole output
     * @return the axis of all output pixels
     */
    static CubicAxis of(int source, int output) {
        int[] taps = new int[TAPS * output];
        float[] weights = new float[TAPS * output];
        float scale = (float) source / output;
        for (int i = 0; i < output; i++) {
            float at = scale * (i + 0.5f) - 0.5f;
            int floor = (int) Math.floor(at);
            float t = at - floor;
            int first = TAPS * i;
            for (int k = 0; k < TAPS; k++) {
                taps[first + k] = Math.min(Math.max(floor - 1 + k, 0), source - 1);
            }
            weights[first] = outer(t + 1);
            weights[first + 1] = inner(t);
            weights[first + 2] = inner(1 - t);
            weights[first + 3] = outer(2 - t);
        }
        return new CubicAxis(taps, weights);
    }

    private static float inner(float x) {
        return ((A + 2) * x - (A + 3)) * x * x + 1;
    }

    private static float outer(float x) {
        return ((A * x - 5 * A) * x + 8 * A) * x - 4 * A;
    }

    int count() {
        return taps.length / TAPS;
    }
}
