// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.loader;

import io.skysense.api.data.DatasetException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands out numbers to make, and gives back what was made in the order of the numbers.
 *
 * @param <B> what is made
 */
final class BatchQueue<B extends LoadedBatch> {

    private record Made<B>(Optional<B> batch, Throwable failure) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ready = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final long end;
    private final List<Made<B>> made;
    private long toClaim;
    private long toTake;
    private Throwable failure;
    private boolean closed;

    /**
     * An empty queue.
     *
     * @param first the first number
     * @param end the number after the last
     * @param ahead how many may be claimed and not yet taken
     */
    BatchQueue(long first, long end, int ahead) {
        this.toClaim = first;
        this.toTake = first;
        this.end = end;
        this.made = new ArrayList<>(Collections.nCopies(ahead, null));
    }

    /** {@return a number that nobody else makes, once there is room for it; -1 if there are no more} */
    long claim() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && failure == null && toClaim < end && toClaim - toTake >= made.size()) {
                room.await();
            }
            return closed || failure != null || toClaim >= end ? -1 : toClaim++;
        } finally {
            lock.unlock();
        }
    }

    /** Gives back what was made under a claimed number. */
    void deliver(long number, Optional<B> batch) {
        if (!put(number, new Made<>(batch, null))) {
            batch.ifPresent(LoadedBatch::close);
        }
    }

    /** Gives back why nothing could be made under a claimed number. */
    void fail(long number, Throwable cause) {
        put(number, new Made<>(Optional.empty(), cause));
    }

    private boolean put(long number, Made<B> result) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            made.set(slot(number), result);
            ready.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** {@return the next batch in order, once it is there; empty after the last} */
    Optional<B> take() throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                if (failure != null) {
                    throw rethrown(failure);
                }
                if (closed) {
                    throw new IOException("the batch loader is closed");
                }
                if (toTake >= end) {
                    return Optional.empty();
                }
                Made<B> next = made.get(slot(toTake));
                if (next == null) {
                    ready.await();
                    continue;
                }
                made.set(slot(toTake), null);
                toTake++;
                failure = next.failure;
                room.signalAll();
                if (next.batch.isPresent()) {
                    return next.batch;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends all waiting and gives the batches that nobody took back to their pool. */
    void close() {
        lock.lock();
        try {
            closed = true;
            for (Made<B> left : made) {
                if (left != null) {
                    left.batch.ifPresent(LoadedBatch::close);
                }
            }
            Collections.fill(made, null);
            ready.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private int slot(long number) {
        return (int) (number % made.size());
    }

    /** A new exception of the same kind, so that each caller's stack trace is its own. */
    private static IOException rethrown(Throwable failure) {
        if (failure instanceof DatasetException e) {
            return new DatasetException(e.getMessage(), e);
        }
        String said = failure instanceof IOException ? failure.getMessage() : "a batch cannot be made: " + failure;
        return new IOException(said, failure);
    }
}
