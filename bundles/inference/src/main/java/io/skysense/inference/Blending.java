// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.raster.Window;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;

/**
 * Turns what a model says of batches, in order, into finished pixels on disk, and keeps the journal.
 *
 * <p>The journal promises a batch when its pixels, and what it leaves to the next row, were flushed: at the end of each
 * row, and within a row once in a while.
 */
final class Blending {

    private final TileGrid grid;
    private final MapForm form;
    private final MapOutput output;
    private final OverlapFile overlaps;
    private final Journal journal;
    private final long commitNanos;
    private final RowBlender blender;
    private final ByteBuffer pixels;
    private final byte[] shares;
    private final float[] open;
    private final int first;
    private int row = -1;
    private int done;
    private int promised;
    private long promisedAt = System.nanoTime();

    /**
     * Begins, or goes on.
     *
     * @param grid the tiles
     * @param form what the map holds
     * @param output takes finished pixels
     * @param overlaps keeps what rows share
     * @param journal takes promises
     * @param first number of the first batch to settle
     * @param commitEvery time between promises within a row
     */
    Blending(
            TileGrid grid,
            MapForm form,
            MapOutput output,
            OverlapFile overlaps,
            Journal journal,
            int first,
            Duration commitEvery) {
        this.grid = grid;
        this.form = form;
        this.output = output;
        this.overlaps = overlaps;
        this.journal = journal;
        this.first = first;
        this.commitNanos = commitEvery.toNanos();
        done = first;
        promised = first;
        blender = new RowBlender(grid, form.channels());
        int most = grid.tile() * grid.widest();
        pixels =
                ByteBuffer.allocate(Math.multiplyExact(most, form.pixelBytes())).order(ByteOrder.nativeOrder());
        shares = output.wantsShares() ? new byte[Math.multiplyExact(most, form.channels())] : null;
        open = new float[Math.multiplyExact(grid.rows().open() * form.channels(), grid.widest())];
    }

    /**
     * Takes the next batch. One before the first to settle only lends its pixels to its neighbours.
     *
     * @param tiles what was read
     * @param answers (B, K, H, W); null if no pixel of the batch has data
     * @throws IOException if the output cannot be written
     */
    void take(TileBatch tiles, FloatBuffer answers) throws IOException {
        TileGrid.Batch batch = tiles.batch();
        if (batch.row() != row) {
            // The next row overwrites what the row above needs to be done again.
            commit();
            row = batch.row();
            blender.begin(batch.number() < first ? grid.batch(first) : batch);
        }
        int each = form.channels() * grid.tile() * grid.tile();
        for (int i = 0; i < batch.size(); i++) {
            FloatBuffer one = answers == null ? null : answers.position(i * each);
            blender.add(batch.first() + i, one, tiles.masks().get(i));
        }
        if (batch.number() >= first) {
            settle(batch);
            done = batch.number() + 1;
            if (System.nanoTime() - promisedAt >= commitNanos) {
                commit();
            }
        }
    }

    /**
     * Promises all that is done.
     *
     * @throws IOException if it cannot be written
     */
    void commit() throws IOException {
        if (done > promised) {
            output.flush();
            overlaps.flush();
            journal.commit(done);
            promised = done;
        }
        promisedAt = System.nanoTime();
    }

    /** {@return batches that are promised, from the first of the raster on} */
    int promised() {
        return promised;
    }

    private void settle(TileGrid.Batch batch) throws IOException {
        TileAxis rows = grid.rows();
        int x = grid.settledFrom(batch);
        int columns = grid.settledTo(batch) - x;
        int y = rows.origin(row);
        int height = rows.settled(row) - y;
        if (row > 0) {
            int shared = rows.end(row - 1) - y;
            overlaps.read(batch, open, form.channels() * shared * columns);
            blender.addOpen(open, shared, columns);
        }
        if (!form.decode(blender.sums(), height, columns, pixels, shares)) {
            throw new IOException("the model gives NaN at row " + y + ", column " + x
                    + ": its weights diverged or do not suit this input");
        }
        output.write(new Window(x, y, columns, height), pixels, shares);
        int shared = rows.end(row) - rows.settled(row);
        blender.takeOpen(open, height, shared, columns);
        overlaps.write(batch, open, form.channels() * shared * columns);
        blender.shift(columns);
    }
}
