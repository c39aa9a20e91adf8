// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads batches on threads of its own, a few ahead of whoever takes them, in order. */
final class ReadAhead implements AutoCloseable {

    private final TileReader reader;
    private final TileGrid grid;
    private final ExecutorService threads;
    private final Deque<Future<TileBatch>> ahead = new ArrayDeque<>();
    private final Queue<ByteBuffer> free = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<float[]> scratch;
    private final int inputBytes;
    private int asked;

    /**
     * Starts reading.
     *
     * @param reader reads tiles
     * @param grid the tiles
     * @param first number of the first batch
     * @param count threads, each of which reads one batch ahead, and one more
     */
    ReadAhead(TileReader reader, TileGrid grid, int first, int count) {
        this.reader = reader;
        this.grid = grid;
        asked = first;
        long bytes = (long) grid.batch() * reader.planes() * grid.tile() * grid.tile() * Float.BYTES;
        inputBytes = Math.toIntExact(bytes);
        scratch = ThreadLocal.withInitial(() -> new float[grid.tile() * grid.tile()]);
        threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "tile-reader");
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i <= count; i++) {
            ask();
        }
    }

    /**
     * Takes the next batch.
     *
     * @return the batch
     * @throws IOException if the raster cannot be read
     */
    TileBatch next() throws IOException {
        Future<TileBatch> first = ahead.remove();
        ask();
        try {
            return first.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading ahead");
        } catch (ExecutionException e) {
            throw Failures.of(e);
        }
    }

    /** Takes the input of a batch back, to read another into it. */
    void give(TileBatch used) {
        free.add(used.input());
    }

    /** Stops after the reads that are under way. */
    @Override
    public void close() {
        ahead.forEach(f -> f.cancel(false));
        threads.shutdown();
    }

    private void ask() {
        if (asked < grid.batches()) {
            TileGrid.Batch batch = grid.batch(asked++);
            ahead.add(threads.submit(() -> read(batch)));
        }
    }

    private TileBatch read(TileGrid.Batch batch) throws IOException {
        ByteBuffer input = free.poll();
        if (input == null) {
            input = ByteBuffer.allocateDirect(inputBytes).order(ByteOrder.nativeOrder());
        }
        int tileBytes = inputBytes / grid.batch();
        float[] plane = scratch.get();
        List<byte[]> masks = new ArrayList<>(batch.size());
        boolean any = false;
        for (int i = 0; i < batch.size(); i++) {
            byte[] mask = new byte[grid.tile() * grid.tile()];
            input.position(i * tileBytes);
            any |= reader.read(batch.row(), batch.first() + i, input, plane, mask);
            masks.add(mask);
        }
        return new TileBatch(batch, input.position(0), masks, any);
    }
}
