// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

/**
 * Where tiles stand along one axis of a raster, and how much each counts at each of its pixels.
 *
 * <p>Origins are multiples of a unit, so that the model's own grid of patches and windows lies the same way whatever the
 * tile; the last tile starts at the first multiple from which it reaches the raster's end.
 *
 * <p>In the pixels that neighbours share, the outer quarter next to a tile's edge counts nothing, because the model saw
 * its surroundings cut off there; over the middle half the weight rises as a raised cosine.
 */
final class TileAxis {

    private final int extent;
    private final int tile;
    private final int unit;
    private final int[] origins;
    private final float[][] weights;

    /**
     * Lays tiles out.
     *
     * @param extent pixels of the raster, at least 1
     * @param tile side of a tile, at least the unit
     * @param overlap pixels that neighbours share at least, below the tile
     * @param unit the multiple that origins keep to
     */
    TileAxis(int extent, int tile, int overlap, int unit) {
        if (extent < 1 || unit < 1 || tile < unit || overlap < 0 || overlap >= tile) {
            throw new IllegalArgumentException(
                    "extent " + extent + ", tile " + tile + ", overlap " + overlap + ", unit " + unit);
        }
        this.extent = extent;
        this.tile = tile;
        this.unit = unit;
        int step = Math.max(unit, (tile - overlap) / unit * unit);
        int last = extent <= tile ? 0 : roundUp(extent - tile, unit);
        origins = new int[roundUp(last, step) / step + 1];
        for (int i = 0; i < origins.length; i++) {
            origins[i] = Math.min(i * step, last);
        }
        weights = normalised(ramp(tile - step));
    }

    /** {@return the first multiple of a unit at or behind a number that is not negative} */
    static int roundUp(int number, int unit) {
        return Math.multiplyExact((int) (((long) number + unit - 1) / unit), unit);
    }

    /** {@return pixels of the raster} */
    int extent() {
        return extent;
    }

    /** {@return side of a tile} */
    int tile() {
        return tile;
    }

    /** {@return the multiple that origins keep to} */
    int unit() {
        return unit;
    }

    /** {@return how many tiles there are} */
    int count() {
        return origins.length;
    }

    /** {@return the first pixel of a tile} */
    int origin(int index) {
        return origins[index];
    }

    /** {@return the pixel behind the last one of a tile that lies in the raster} */
    int end(int index) {
        return Math.min(origins[index] + tile, extent);
    }

    /** {@return the pixel before which no tile behind this one touches anything; the extent for the last tile} */
    int settled(int index) {
        return index + 1 < origins.length ? origins[index + 1] : extent;
    }

    /** {@return most pixels that stay open when a tile is settled} */
    int open() {
        int most = 0;
        for (int i = 0; i < origins.length; i++) {
            most = Math.max(most, end(i) - settled(i));
        }
        return most;
    }

    /** {@return the weight of a tile at each of its pixels; those of all tiles at a pixel of the raster sum to 1} */
    float[] weights(int index) {
        return weights[index];
    }

    /** The rising weights of the first pixels of a tile. */
    private static float[] ramp(int shared) {
        float[] ramp = new float[shared];
        int margin = shared / 4;
        int rise = shared - 2 * margin;
        for (int i = 0; i < shared; i++) {
            double at = Math.min(1, Math.max(0, (i - margin + 0.5) / rise));
            ramp[i] = (float) (0.5 - 0.5 * Math.cos(Math.PI * at));
        }
        return ramp;
    }

    private float[][] normalised(float[] ramp) {
        float[][] w = new float[origins.length][tile];
        float[] sum = new float[origins[origins.length - 1] + tile];
        for (int i = 0; i < origins.length; i++) {
            for (int p = 0; p < tile; p++) {
                int fromEnd = tile - 1 - p;
                float rising = i > 0 && p < ramp.length ? ramp[p] : 1;
                float falling = i < origins.length - 1 && fromEnd < ramp.length ? ramp[fromEnd] : 1;
                w[i][p] = rising * falling;
                sum[origins[i] + p] += w[i][p];
            }
        }
        for (int i = 0; i < origins.length; i++) {
            for (int p = 0; p < tile; p++) {
                w[i][p] /= sum[origins[i] + p];
            }
        }
        return w;
    }
}
