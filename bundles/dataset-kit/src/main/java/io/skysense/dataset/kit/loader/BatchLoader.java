// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.loader;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.train.DataSettings;
import io.skysense.dataset.kit.transform.SampleForm;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes batches on threads of its own, ahead of the step that takes them.
 *
 * <p>Batches come in order, and are the same whatever the number of threads. At most
 * {@link DataSettings#ahead} are ready or in work. What goes wrong with a batch is thrown by the call of
 * {@link #next} that would have given it, and by every call after.
 *
 * <p>One thread takes; any may close. The dataset stays open: it belongs to the caller.
 *
 * @param <B> the kind of batch
 */
public final class BatchLoader<B extends LoadedBatch> implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(BatchLoader.class.getName());
    private static final long JOIN_MILLIS = 30_000;

    private final BatchSource<B> source;
    private final BatchQueue<B> queue;
    private final BufferPool pool;
    private final List<Thread> threads = new ArrayList<>();
    private volatile long waited;

    private BatchLoader(BatchSource<B> source, long first, DataSettings settings) {
        this.source = source;
        this.queue = new BatchQueue<>(first, source.end(), settings.ahead());
        // A batch takes at most one a modality and two more; what is beyond that is left to the collector.
        this.pool = new BufferPool(5 * (settings.ahead() + settings.threads() + 1));
        for (int i = 0; i < settings.threads(); i++) {
            Thread thread = new Thread(this::work, "skysense-loader-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /**
     * The batches of a source of any kind.
     *
     * @param <B> the kind of batch
     * @param source makes them
     * @param first the number of the first batch to give: 0, or where a resumed run goes on
     * @param settings threads and ahead
     * @return a loader at work; the caller closes it
     */
    public static <B extends LoadedBatch> BatchLoader<B> of(BatchSource<B> source, long first, DataSettings settings) {
        return new BatchLoader<>(source, first, settings);
    }

    /**
     * The endless batches of training: every epoch all samples of {@link DataSettings#train} in a new order, of each
     * a random window, turned and jittered as {@link DataSettings#augment} says. A batch is a pure function of
     * (seed, number).
     *
     * @param dataset an open dataset
     * @param form what the model takes of each sample
     * @param settings split, crop, batch, threads, ahead, cache, augmentation
     * @param seed the run's seed
     * @param first the number of the first batch to give: 0, or where a resumed run goes on
     * @return a loader at work; the caller closes it
     * @throws IOException if the split's list cannot be read or is empty
     */
    public static BatchLoader<HostBatch> training(
            Dataset dataset, SampleForm form, DataSettings settings, long seed, long first) throws IOException {
        return new BatchLoader<>(new TrainingBatches(dataset, form, settings, seed), first, settings);
    }

    /**
     * The samples of a split once, in the order of its list, each a batch of its own: the whole image, unchanged but
     * for normalisation and for filling (by reflection; labels by
     * {@link io.skysense.api.data.ClassTable#IGNORE}) at the right and lower side.
     *
     * @param dataset an open dataset
     * @param form what the model takes of each sample
     * @param split which samples
     * @param settings threads and ahead
     * @param granularity the multiple of pixels that both sides are filled up to
     * @return a loader at work; the caller closes it
     * @throws IOException if the split's list cannot be read
     */
    public static BatchLoader<HostBatch> evaluation(
            Dataset dataset, SampleForm form, String split, DataSettings settings, int granularity) throws IOException {
        return new BatchLoader<>(new EvaluationBatches(dataset, form, split, granularity), 0, settings);
    }

    /**
     * Takes the next batch, waiting until it is ready.
     *
     * @return the batch, which the caller closes; empty after the last
     * @throws DatasetException if a sample of it cannot be used; names file, entry and cause
     * @throws IOException if reading fails, the loader is closed, or the thread is interrupted
     */
    public Optional<B> next() throws IOException {
        long start = System.nanoTime();
        try {
            return queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a batch");
        } finally {
            waited += System.nanoTime() - start;
        }
    }

    /** {@return nanoseconds that {@link #next} has waited in all} */
    public long waitedNanos() {
        return waited;
    }

    /** {@return batches from number 0 on; {@link Long#MAX_VALUE} in training, which has no end} */
    public long count() {
        return source.end();
    }

    /** Stops the threads and waits for them. Batches that were taken stay valid until they are closed. */
    @Override
    public void close() {
        queue.close();
        threads.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (Thread thread : threads) {
            try {
                thread.join(JOIN_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (thread.isAlive()) {
                LOG.log(System.Logger.Level.WARNING, "{0} does not end; it is left behind", thread.getName());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            for (long number = queue.claim(); number >= 0; number = queue.claim()) {
                try {
                    queue.deliver(number, source.make(number, pool));
                } catch (IOException | RuntimeException | Error e) {
                    queue.fail(number, e);
                }
            }
        } catch (InterruptedException e) {
            // Closing interrupts; there is nothing left to do.
        }
    }
}
