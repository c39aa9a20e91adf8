// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Blends and writes one batch on a thread of its own while the model computes the next. */
final class BlendStage implements AutoCloseable {

    private final Blending blending;
    private final ExecutorService thread;
    private Future<?> under;

    BlendStage(Blending blending) {
        this.blending = blending;
        thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "tile-writer");
            made.setDaemon(true);
            return made;
        });
    }

    /**
     * Hands a batch over, when the one before it is done.
     *
     * @param tiles what was read
     * @param answers of them, closed here; null if no pixel has data
     * @throws IOException if this batch cannot be taken because an earlier one failed
     */
    void submit(TileBatch tiles, TileAnswer.Numbers answers) throws IOException {
        try {
            await();
        } catch (IOException | RuntimeException | Error e) {
            if (answers != null) {
                answers.close();
            }
            throw e;
        }
        under = thread.submit(() -> {
            try (answers) {
                blending.take(tiles, answers == null ? null : answers.values());
            }
            return null;
        });
    }

    /**
     * Waits for the last batch and promises all that is done.
     *
     * @throws IOException if it failed
     */
    void finish() throws IOException {
        await();
        under = thread.submit(() -> {
            blending.commit();
            return null;
        });
        await();
    }

    /** Waits for the batch under way, then ends the thread. */
    @Override
    public void close() {
        thread.shutdown();
        boolean interrupted = Thread.interrupted();
        while (!thread.isTerminated()) {
            try {
                thread.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                // The batch under way still reads memory that the caller frees next.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void await() throws IOException {
        if (under == null) {
            return;
        }
        try {
            under.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while blending");
        } catch (ExecutionException e) {
            throw Failures.of(e);
        }
    }
}
