// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.loader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps direct buffers for use again: allocating one clears it and takes the kernel's time. */
public final class BufferPool {

    private final int kept;
    private final List<ByteBuffer> free = new ArrayList<>();

    /**
     * Makes an empty pool.
     *
     * @param kept how many unused buffers it holds on to
     */
    public BufferPool(int kept) {
        this.kept = kept;
    }

    /**
     * Takes a buffer; its content is arbitrary.
     *
     * @param bytes how many are needed
     * @return a direct buffer in native order, position 0, limit {@code bytes}
     */
    public ByteBuffer take(long bytes) {
        int needed = Math.toIntExact(bytes);
        synchronized (free) {
            ByteBuffer best = null;
            for (ByteBuffer buffer : free) {
                if (buffer.capacity() >= needed && (best == null || buffer.capacity() < best.capacity())) {
                    best = buffer;
                }
            }
            if (best != null) {
                ByteBuffer chosen = best;
                free.removeIf(b -> b == chosen);
                return chosen.clear().limit(needed);
            }
        }
        return ByteBuffer.allocateDirect(needed).order(ByteOrder.nativeOrder());
    }

    /**
     * Gives a buffer back.
     *
     * @param buffer one that {@link #take} gave
     */
    public void give(ByteBuffer buffer) {
        synchronized (free) {
            free.add(buffer);
            if (free.size() > kept) {
                // The smallest is the least likely to serve again.
                ByteBuffer smallest = free.stream()
                        .min(Comparator.comparingInt(ByteBuffer::capacity))
                        .orElseThrow();
                free.removeIf(b -> b == smallest);
            }
        }
    }
}
