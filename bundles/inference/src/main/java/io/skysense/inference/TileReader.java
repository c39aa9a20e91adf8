// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.dataset.kit.transform.Normalization;
import io.skysense.raster.Padding;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterException;
import io.skysense.raster.RasterReader;
import io.skysense.raster.ReadRequest;
import io.skysense.raster.Window;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Reads tiles as the model wants them: normalised, reflected beyond the border, and without gaps. Any thread may read.
 *
 * <p>A value that is nodata, NaN or infinite becomes the mean of its band. A pixel has no data if every band is nodata,
 * or if any is no finite number: a nodata value of 0 in one band may well be a dark pixel, a NaN is no measurement.
 */
final class TileReader {

    private static final byte SEEN = 1;
    private static final byte BROKEN = 2;

    private final SensorInput input;
    private final TileGrid grid;
    private final int side;
    private final int[] bands;
    private final Normalization normalization;

    /**
     * Makes a reader.
     *
     * @param input the rasters of a sensor; the bands of its table are their first
     * @param grid the tiles
     */
    TileReader(SensorInput input, TileGrid grid) {
        this.input = input;
        this.grid = grid;
        side = grid.tile() / input.ratio();
        bands = IntStream.rangeClosed(1, input.bands().bands().size()).toArray();
        normalization = Normalization.of(input.bands());
    }

    /** {@return bytes of a tile} */
    int tileBytes() {
        return Math.toIntExact(input.tileBytes(grid.tile()));
    }

    /** {@return side of a tile in this sensor's pixels} */
    int side() {
        return side;
    }

    /**
     * Reads a tile.
     *
     * @param row of the grid
     * @param column of the grid
     * @param into (D, C, H, W) float32 from its position on, direct; the position stays
     * @param plane room for (H, W)
     * @param mask to fill, (H, W): 0 where the input has no data, else not
     * @return whether any pixel has data
     * @throws RasterException if the raster cannot be read
     */
    boolean read(int row, int column, ByteBuffer into, float[] plane, byte[] mask) throws RasterException {
        int ratio = input.ratio();
        ReadRequest request = ReadRequest.of(new Window(
                        grid.columns().origin(column) / ratio, grid.rows().origin(row) / ratio, side, side))
                .withBands(bands)
                .withPadding(Padding.REFLECT);
        Arrays.fill(mask, (byte) 0);
        int bytes = bands.length * side * side * Float.BYTES;
        for (int date = 0; date < input.dates().size(); date++) {
            ByteBuffer part = into.slice(into.position() + date * bytes, bytes).order(ByteOrder.nativeOrder());
            read(input.dates().get(date).reader(), request, part, plane, mask);
        }
        return seal(mask);
    }

    private void read(RasterReader reader, ReadRequest request, ByteBuffer part, float[] plane, byte[] mask)
            throws RasterException {
        reader.read(request, PixelType.FLOAT32, part);
        byte[] has = reader.readMask(request);
        FloatBuffer values = part.asFloatBuffer();
        for (int b = 0; b < bands.length; b++) {
            int at = b * mask.length;
            values.get(at, plane);
            normalization.apply(b, plane);
            fill(plane, has, at, mask);
            values.put(at, plane);
        }
    }

    /** Puts the mean, which is zero after normalisation, where a value is missing. */
    private static void fill(float[] plane, byte[] has, int at, byte[] mask) {
        for (int i = 0; i < plane.length; i++) {
            boolean measured = has[at + i] != 0;
            if (measured && !Float.isFinite(plane[i])) {
                mask[i] |= BROKEN;
            }
            mask[i] |= measured ? SEEN : 0;
            plane[i] = measured && Float.isFinite(plane[i]) ? plane[i] : 0;
        }
    }

    /** Leaves only what is seen and not broken. */
    private static boolean seal(byte[] mask) {
        boolean any = false;
        for (int i = 0; i < mask.length; i++) {
            mask[i] = mask[i] == SEEN ? SEEN : 0;
            any |= mask[i] == SEEN;
        }
        return any;
    }
}
