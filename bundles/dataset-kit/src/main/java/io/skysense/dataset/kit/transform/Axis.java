// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.transform;

/**
 * Where the pixels along one side of an output lie in the source: pixel centres at half integers, as in GDAL's and
 * PyTorch's (align_corners = false) conventions.
 *
 * @param low the source pixel at or before each output pixel, reflected into the source
 * @param high the source pixel after it, reflected
 * @param fraction the weight of {@code high}, 0 to below 1
 * @param nearest the source pixel that contains the output pixel's centre; -1 if it lies outside
 * @param exact whether every output pixel is one source pixel
 */
record Axis(int[] low, int[] high, float[] fraction, int[] nearest, boolean exact) {

    /**
     * Lays {@code count} pixels over a stretch of the source.
     *
     * @param start where the stretch begins, in source pixels
     * @param extent its length in source pixels
     * @param count output pixels
     * @param size source pixels
     * @param reversed whether the output runs backwards
     * @return the axis
     */
    static Axis over(double start, double extent, int count, int size, boolean reversed) {
        int[] low = new int[count];
        int[] high = new int[count];
        float[] fraction = new float[count];
        int[] nearest = new int[count];
        boolean exact = true;
        double step = extent / count;
        for (int i = 0; i < count; i++) {
            double centre = start + ((reversed ? count - 1 - i : i) + 0.5) * step;
            int pixel = (int) Math.floor(centre);
            nearest[i] = pixel >= 0 && pixel < size ? pixel : -1;
            double at = centre - 0.5;
            int floor = (int) Math.floor(at);
            fraction[i] = (float) (at - floor);
            low[i] = reflect(floor, size);
            high[i] = reflect(floor + 1, size);
            exact &= fraction[i] == 0;
        }
        return new Axis(low, high, fraction, nearest, exact);
    }

    /** Mirrors an index into 0..size-1 about the first and last pixel, as often as needed. */
    static int reflect(int index, int size) {
        if (size == 1) {
            return 0;
        }
        int period = 2 * (size - 1);
        int i = Math.floorMod(index, period);
        return i < size ? i : period - i;
    }

    int count() {
        return low.length;
    }
}
