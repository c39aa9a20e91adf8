// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Sums the weighted answers of tiles, row by row and from left to right.
 *
 * <p>It holds the columns from the first that is not settled to the end of the newest tile. A settled column gives its
 * finished pixels away, and the sums of the pixels it shares with the next row.
 */
final class RowBlender {

    private final TileGrid grid;
    private final int channels;
    private final int tile;
    private final int capacity;
    private final float[] sums;
    private final byte[] valid;
    private final float[] line;
    private final float[] weight;
    private int row;
    private int left;

    /**
     * Allocates the window.
     *
     * @param grid the tiles
     * @param channels K or V, numbers of a pixel
     */
    RowBlender(TileGrid grid, int channels) {
        this.grid = grid;
        this.channels = channels;
        tile = grid.tile();
        capacity = grid.widest();
        sums = new float[Math.multiplyExact(Math.multiplyExact(channels, tile), capacity)];
        valid = new byte[tile * capacity];
        line = new float[tile];
        weight = new float[tile];
    }

    /** Begins a row, or goes on with one, so that this batch is the next to be settled. */
    void begin(TileGrid.Batch batch) {
        row = batch.row();
        left = grid.settledFrom(batch);
        Arrays.fill(sums, 0);
        Arrays.fill(valid, (byte) 0);
    }

    /**
     * Adds a tile of this row; what is settled of it already is left out.
     *
     * @param column which tile
     * @param answers (K, H, W) of the tile from the buffer's position on; null if no pixel has data
     * @param mask (H, W): not 0 where the input has data
     */
    void add(int column, FloatBuffer answers, byte[] mask) {
        int origin = grid.columns().origin(column);
        int from = Math.max(0, left - origin);
        if (from >= tile) {
            return;
        }
        int count = tile - from;
        int to = origin + from - left;
        for (int y = 0; y < tile; y++) {
            System.arraycopy(mask, y * tile + from, valid, y * capacity + to, count);
        }
        if (answers == null) {
            return;
        }
        float[] across = grid.columns().weights(column);
        float[] down = grid.rows().weights(row);
        int base = answers.position();
        for (int y = 0; y < tile; y++) {
            if (down[y] == 0) {
                continue;
            }
            for (int x = from; x < tile; x++) {
                weight[x] = down[y] * across[x];
            }
            for (int k = 0; k < channels; k++) {
                answers.get(base + (k * tile + y) * tile, line);
                int at = (k * tile + y) * capacity + to - from;
                for (int x = from; x < tile; x++) {
                    sums[at + x] += weight[x] * line[x];
                }
            }
        }
    }

    /**
     * Adds what the row above left open in the columns to be settled.
     *
     * @param open (K, rows, columns)
     * @param rows of them
     * @param columns of them
     */
    void addOpen(float[] open, int rows, int columns) {
        for (int k = 0; k < channels; k++) {
            for (int y = 0; y < rows; y++) {
                int at = (k * tile + y) * capacity;
                int from = (k * rows + y) * columns;
                for (int x = 0; x < columns; x++) {
                    sums[at + x] += open[from + x];
                }
            }
        }
    }

    /**
     * Takes what is shared with the next row.
     *
     * @param open to fill, (K, rows, columns)
     * @param first row of the tile that the shared ones start with
     * @param rows of them
     * @param columns of them
     */
    void takeOpen(float[] open, int first, int rows, int columns) {
        for (int k = 0; k < channels; k++) {
            for (int y = 0; y < rows; y++) {
                System.arraycopy(sums, (k * tile + first + y) * capacity, open, (k * rows + y) * columns, columns);
            }
        }
    }

    /** {@return what is summed up, from the top of the tile and the first column that is not settled} */
    MapForm.Sums sums() {
        return new MapForm.Sums(sums, valid, tile * capacity, capacity);
    }

    /** Forgets columns that are settled. */
    void shift(int columns) {
        int kept = capacity - columns;
        for (int at = 0; at < sums.length; at += capacity) {
            System.arraycopy(sums, at + columns, sums, at, kept);
            Arrays.fill(sums, at + kept, at + capacity, 0);
        }
        for (int at = 0; at < valid.length; at += capacity) {
            System.arraycopy(valid, at + columns, valid, at, kept);
        }
        left += columns;
    }
}
