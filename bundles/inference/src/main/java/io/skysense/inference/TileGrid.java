// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

/**
 * The tiles of a raster, row-major, in batches that never leave a row.
 *
 * @param rows positions down
 * @param columns positions across
 * @param batch tiles of a batch at most
 */
record TileGrid(TileAxis rows, TileAxis columns, int batch) {

    TileGrid {
        if (batch < 1) {
            throw new IllegalArgumentException("batch " + batch);
        }
    }

    /**
     * Lays tiles out over a raster.
     *
     * @param height H of the raster
     * @param width W of the raster
     * @param side of a tile
     * @param overlap pixels that neighbours share at least
     * @param unit the multiple that origins keep to
     * @param batch tiles of a batch at most
     * @return the grid
     */
    static TileGrid of(int height, int width, int side, int overlap, int unit, int batch) {
        TileAxis columns = new TileAxis(width, side, overlap, unit);
        // A batch wider than a row would only be padding of its memory.
        return new TileGrid(new TileAxis(height, side, overlap, unit), columns, Math.min(batch, columns.count()));
    }

    /**
     * Chooses the multiple that origins keep to: the model's alignment, or a half, a quarter and so on of it, which
     * serves the finer of its levels, as soon as no more than a quarter of the step is lost to it.
     *
     * @param step wanted from tile to tile
     * @param granularity of the model, the least that will do
     * @param alignment of the model
     * @return a multiple of the granularity
     */
    static int unit(int step, int granularity, int alignment) {
        for (int unit = alignment; unit > granularity; unit /= 2) {
            if (unit % granularity == 0 && step / unit * unit >= step - step / 4) {
                return unit;
            }
        }
        return granularity;
    }

    /** {@return side of a tile in pixels} */
    int tile() {
        return columns.tile();
    }

    /** {@return how many tiles there are} */
    int tiles() {
        return Math.multiplyExact(rows.count(), columns.count());
    }

    /** {@return batches of a row} */
    int batchesPerRow() {
        return TileAxis.roundUp(columns.count(), batch) / batch;
    }

    /** {@return how many batches there are} */
    int batches() {
        return rows.count() * batchesPerRow();
    }

    /** {@return a batch by its number, counted row by row} */
    Batch batch(int number) {
        int first = number % batchesPerRow() * batch;
        return new Batch(number, number / batchesPerRow(), first, Math.min(batch, columns.count() - first));
    }

    /** {@return tiles of the batches before this number} */
    int tilesBefore(int number) {
        return number / batchesPerRow() * columns.count() + number % batchesPerRow() * batch;
    }

    /** {@return the first column that a batch settles; those before were settled by the batches before it} */
    int settledFrom(Batch b) {
        return columns.origin(b.first());
    }

    /** {@return the column behind the last one that a batch settles} */
    int settledTo(Batch b) {
        return columns.settled(b.last());
    }

    /** {@return the first batch of the row whose tiles reach into what this one settles} */
    int warmUp(Batch b) {
        int number = b.number();
        while (number % batchesPerRow() > 0 && columns.end(batch(number - 1).last()) > settledFrom(b)) {
            number--;
        }
        return number;
    }

    /** {@return most columns from the first settled one to the end of the last tile of a batch} */
    int widest() {
        int most = 0;
        for (int i = 0; i < batchesPerRow(); i++) {
            Batch b = batch(i);
            most = Math.max(most, columns.origin(b.last()) + tile() - settledFrom(b));
        }
        return most;
    }

    /**
     * Tiles that run through the model together.
     *
     * @param number its number, row by row
     * @param row the row of tiles it belongs to
     * @param first column of its first tile
     * @param size its tiles
     */
    record Batch(int number, int row, int first, int size) {

        /** {@return the column of its last tile} */
        int last() {
            return first + size - 1;
        }
    }
}
