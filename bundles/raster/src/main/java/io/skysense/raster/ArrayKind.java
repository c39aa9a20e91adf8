// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.gdal.gdal.Dataset;

/**
 * A Java array that GDAL fills and empties. It overwrites the whole array whatever the window, so arrays must have
 * exactly the length of the read.
 *
 * @param type of pixel that GDAL converts to and from
 * @param allocate makes an array of a length
 * @param read reads a window of a dataset
 * @param write writes a window of a dataset
 * @param fill sets every element
 */
record ArrayKind<A>(PixelType type, IntFunction<A> allocate, Read<A> read, Write<A> write, Fill<A> fill) {

    static final ArrayKind<byte[]> BYTES = new ArrayKind<>(
            PixelType.UINT8,
            byte[]::new,
            (d, x, y, w, h, bw, bh, a, b) -> d.ReadRaster(x, y, w, h, bw, bh, PixelType.UINT8.code(), a, b),
            (d, w, h, a, b) -> d.WriteRaster(0, 0, w, h, w, h, PixelType.UINT8.code(), a, b),
            (a, v) -> Arrays.fill(a, (byte) v));

    static final ArrayKind<short[]> SHORTS = new ArrayKind<>(
            PixelType.INT16,
            short[]::new,
            (d, x, y, w, h, bw, bh, a, b) -> d.ReadRaster(x, y, w, h, bw, bh, PixelType.INT16.code(), a, b),
            (d, w, h, a, b) -> d.WriteRaster(0, 0, w, h, w, h, PixelType.INT16.code(), a, b),
            (a, v) -> Arrays.fill(a, (short) v));

    static final ArrayKind<short[]> UNSIGNED_SHORTS = new ArrayKind<>(
            PixelType.UINT16,
            short[]::new,
            (d, x, y, w, h, bw, bh, a, b) -> d.ReadRaster(x, y, w, h, bw, bh, PixelType.UINT16.code(), a, b),
            (d, w, h, a, b) -> d.WriteRaster(0, 0, w, h, w, h, PixelType.UINT16.code(), a, b),
            (a, v) -> Arrays.fill(a, (short) (int) v));

    static final ArrayKind<int[]> INTS = new ArrayKind<>(
            PixelType.INT32,
            int[]::new,
            (d, x, y, w, h, bw, bh, a, b) -> d.ReadRaster(x, y, w, h, bw, bh, PixelType.INT32.code(), a, b),
            (d, w, h, a, b) -> d.WriteRaster(0, 0, w, h, w, h, PixelType.INT32.code(), a, b),
            (a, v) -> Arrays.fill(a, (int) v));

    static final ArrayKind<float[]> FLOATS = new ArrayKind<>(
            PixelType.FLOAT32,
            float[]::new,
            (d, x, y, w, h, bw, bh, a, b) -> d.ReadRaster(x, y, w, h, bw, bh, PixelType.FLOAT32.code(), a, b),
            (d, w, h, a, b) -> d.WriteRaster(0, 0, w, h, w, h, PixelType.FLOAT32.code(), a, b),
            (a, v) -> Arrays.fill(a, (float) v));

    /** GDAL's ReadRaster for one type of array; returns its code. */
    interface Read<A> {
        int into(Dataset dataset, int x, int y, int width, int height, int columns, int rows, A array, int[] bands);
    }

    /** GDAL's WriteRaster of a whole dataset; returns its code. */
    interface Write<A> {
        int from(Dataset dataset, int width, int height, A array, int[] bands);
    }

    /** Arrays.fill for one type of array. */
    interface Fill<A> {
        void with(A array, double value);
    }

    /** An array for pixels of a file, whose size a damaged header may have made up. */
    A allocate(String source, int pixels) throws RasterException {
        try {
            return allocate.apply(pixels);
        } catch (OutOfMemoryError e) {
            throw new RasterException(source, "no memory for " + pixels + " pixels of " + type, "", e);
        }
    }
}
