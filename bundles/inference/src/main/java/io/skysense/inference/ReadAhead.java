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

    private final List<TileReader> readers;
    private final TileGrid grid;
    private final ExecutorService threads;
    private final Deque<Future<TileBatch>> ahead = new ArrayDeque<>();
    private final Queue<List<ByteBuffer>> free = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<List<float[]>> scratch;
    private int asked;

    /**
     * Starts reading.
     *
     * @param readers read tiles, one a sensor
     * @param grid the tiles
     * @param first number of the first batch
     * @param count threads, each of which reads one batch ahead, and one more
     */
    ReadAhead(List<TileReader> readers, TileGrid grid, int first, int count) {
        this.readers = List.copyOf(readers);
        this.grid = grid;
        asked = first;
        scratch = ThreadLocal.withInitial(() ->
                this.readers.stream().map(r -> new float[r.side() * r.side()]).toList());
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

    /** Takes the inputs of a batch back, to read another into them. */
    void give(TileBatch used) {
        free.add(used.inputs());
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
        List<ByteBuffer> inputs = free.poll();
        if (inputs == null) {
            inputs = readers.stream().map(this::room).toList();
        }
        List<float[]> planes = scratch.get();
        List<byte[]> masks = new ArrayList<>(batch.size());
        boolean any = false;
        for (int s = 0; s < readers.size(); s++) {
            TileReader reader = readers.get(s);
            ByteBuffer input = inputs.get(s);
            float[] plane = planes.get(s);
            for (int i = 0; i < batch.size(); i++) {
                byte[] mask = new byte[plane.length];
                input.position(i * reader.tileBytes());
                boolean has = reader.read(batch.row(), batch.first() + i, input, plane, mask);
                // The first sensor decides which pixels of the map there are.
                if (s == 0) {
                    masks.add(mask);
                    any |= has;
                }
            }
            input.position(0);
        }
        return new TileBatch(batch, inputs, masks, any);
    }

    private ByteBuffer room(TileReader reader) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(grid.batch(), reader.tileBytes()))
                .order(ByteOrder.nativeOrder());
    }
}
