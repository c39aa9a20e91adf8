// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import io.skysense.api.progress.Progress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Goes through the entries of a list on several threads. Each keeps a result of its own, so that nothing is shared. */
final class EntryScan {

    private static final long MILLIS_BETWEEN_REPORTS = 200;

    private final int count;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile boolean stopped;

    /** What is done with an entry. */
    @FunctionalInterface
    interface Work<S> {
        /** Looks at an entry, and adds to the thread's result. */
        void entry(int index, S result) throws IOException;
    }

    private EntryScan(int count) {
        this.count = count;
    }

    /**
     * Goes through all entries.
     *
     * @param stage what to call it
     * @param count of entries
     * @param threads most threads
     * @param progress watches; its calls come from this thread
     * @param results makes the result of a thread
     * @param work what is done with each entry, on any thread and in any order
     * @return the results, one a thread
     * @throws IOException the first that the work threw; the others stop at their next entry
     * @throws CancellationException if progress is cancelled
     */
    static <S> List<S> run(String stage, int count, int threads, Progress progress, Supplier<S> results, Work<S> work)
            throws IOException {
        EntryScan scan = new EntryScan(count);
        int used = Math.max(1, Math.min(threads, count));
        ExecutorService pool = Executors.newFixedThreadPool(used);
        progress.begin(stage, count);
        try {
            List<Future<S>> running = new ArrayList<>();
            for (int i = 0; i < used; i++) {
                running.add(pool.submit(() -> scan.share(results.get(), work)));
            }
            List<S> finished = new ArrayList<>();
            for (Future<S> one : running) {
                finished.add(scan.await(one, progress));
            }
            progress.update(scan.done.get(), Map.of());
            return finished;
        } finally {
            // Files are closed by those who opened them, before anybody goes on.
            scan.stopped = true;
            end(pool);
            progress.end();
        }
    }

    private static void end(ExecutorService pool) {
        pool.shutdown();
        boolean interrupted = false;
        while (!pool.isTerminated()) {
            try {
                pool.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private <S> S share(S result, Work<S> work) throws IOException {
        try {
            for (int index = next.getAndIncrement(); index < count && !stopped; index = next.getAndIncrement()) {
                work.entry(index, result);
                done.incrementAndGet();
            }
            return result;
        } catch (IOException | RuntimeException | Error e) {
            stopped = true;
            throw e;
        }
    }

    private <S> S await(Future<S> one, Progress progress) throws IOException {
        while (true) {
            try {
                S result = one.get(MILLIS_BETWEEN_REPORTS, TimeUnit.MILLISECONDS);
                if (progress.cancelled()) {
                    throw new CancellationException();
                }
                return result;
            } catch (TimeoutException e) {
                progress.update(done.get(), Map.of());
                stopped |= progress.cancelled();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            } catch (ExecutionException e) {
                throw rethrown(e.getCause());
            }
        }
    }

    private static IOException rethrown(Throwable cause) {
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        if (cause instanceof Error e) {
            throw e;
        }
        return (IOException) cause;
    }
}
