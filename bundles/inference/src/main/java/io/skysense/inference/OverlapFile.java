// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps what a row of tiles says of the pixels that it shares with the next row, on disk, so that memory does not grow
 * with the width of the raster.
 *
 * <p>Rows take turns in two halves of the file: a batch that is done again after a kill still finds what the row above
 * left for it.
 */
final class OverlapFile implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;
    private final int batchesPerRow;
    private final ByteBuffer buffer;

    private OverlapFile(Path file, FileChannel channel, int batchesPerRow, int floats) {
        this.file = file;
        this.channel = channel;
        this.batchesPerRow = batchesPerRow;
        this.buffer = ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES))
                .order(ByteOrder.nativeOrder());
    }

    /**
     * Opens the file, keeping what is in it.
     *
     * @param file made if absent
     * @param grid the tiles
     * @param classes K
     * @return the file; the caller closes it
     * @throws IOException if it cannot be opened
     */
    static OverlapFile open(Path file, TileGrid grid, int classes) throws IOException {
        int floats = Math.multiplyExact(Math.multiplyExact(classes, grid.rows().open()), grid.widest());
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new OverlapFile(file, channel, grid.batchesPerRow(), floats);
    }

    /**
     * Keeps what a batch leaves open.
     *
     * @param batch the batch
     * @param values weighted sums
     * @param length how many of them count
     * @throws IOException if they cannot be written
     */
    void write(TileGrid.Batch batch, float[] values, int length) throws IOException {
        buffer.clear().limit(length * Float.BYTES);
        buffer.asFloatBuffer().put(values, 0, length);
        long at = position(batch.row(), batch);
        while (buffer.hasRemaining()) {
            at += channel.write(buffer, at);
        }
    }

    /**
     * Reads what the row above left open where a batch settles.
     *
     * @param batch the batch, not of the first row
     * @param values to fill
     * @param length how many to read
     * @throws IOException if they cannot be read
     */
    void read(TileGrid.Batch batch, float[] values, int length) throws IOException {
        buffer.clear().limit(length * Float.BYTES);
        long at = position(batch.row() - 1, batch);
        while (buffer.hasRemaining()) {
            int n = channel.read(buffer, at + buffer.position());
            if (n < 0) {
                throw new IOException(file + ": shorter than its journal says; delete its folder to start over");
            }
        }
        buffer.flip();
        buffer.asFloatBuffer().get(values, 0, length);
    }

    /** Waits until everything is on the disk. */
    void flush() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private long position(int row, TileGrid.Batch batch) {
        long slot = (long) (row % 2) * batchesPerRow + batch.number() % batchesPerRow;
        return slot * buffer.capacity();
    }
}
