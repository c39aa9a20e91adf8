// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that share work. They last as long as the crew: the time of threads that have ended is not measured. */
final class Crew implements AutoCloseable {

    /** One of many pieces of work. */
    @FunctionalInterface
    interface Piece {
        /** Does it. */
        void run(int number) throws Exception;
    }

    private final int threads;
    private final ExecutorService executor;

    /**
     * Starts the threads.
     *
     * @param threads how many
     */
    Crew(int threads) {
        this.threads = threads;
        this.executor = Executors.newFixedThreadPool(threads);
    }

    /**
     * Does pieces of work, each thread the next that is left.
     *
     * @param count how many, numbered from 0
     * @param piece does one
     * @throws Exception what the first piece that fails throws
     */
    void share(int count, Piece piece) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> workers = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            workers.add(executor.submit(() -> {
                for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                    piece.run(number);
                }
                return null;
            }));
        }
        for (Future<?> worker : workers) {
            try {
                worker.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
