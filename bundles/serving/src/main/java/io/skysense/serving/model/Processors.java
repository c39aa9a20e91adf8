// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.model;

import io.skysense.engine.Torch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Shares the processors among what is computed at a time, answers and models that are built: one has all of them, several
 * have one each, and what would find none waits for its turn, in the order of asking. Where each took all, the threads of
 * one would wait for those of the others in every operation; where all computed at once, each would be slower by as much,
 * hold its memory for longer, and keep the JVM from a processor when all have to stop.
 */
public final class Processors {

    private final int all;
    private final Semaphore turns;
    private final AtomicInteger computing = new AtomicInteger();

    /** Shares those of this machine. */
    public Processors() {
        this(Runtime.getRuntime().availableProcessors());
    }

    /** Shares some. */
    Processors(int all) {
        this.all = all;
        this.turns = new Semaphore(all, true);
    }

    /**
     * What takes processors.
     *
     * @param <T> what comes of it
     * @param <E> how it fails
     */
    @FunctionalInterface
    interface Work<T, E extends Exception> {

        /**
         * Does it.
         *
         * @return what comes of it
         * @throws E if it fails
         */
        T run() throws E;
    }

    /**
     * Computes on a fair share, when there is one.
     *
     * @param work on the calling thread, whose number of threads is as before afterwards
     * @param <T> what comes of it
     * @param <E> how it fails
     * @return what came of it
     * @throws E if it fails
     */
    <T, E extends Exception> T share(Work<T, E> work) throws E {
        turns.acquireUninterruptibly();
        int before = Torch.threads();
        int mine = Math.max(1, all / computing.incrementAndGet());
        try {
            Torch.setThreads(mine);
            return work.run();
        } finally {
            computing.decrementAndGet();
            Torch.setThreads(before);
            turns.release();
        }
    }
}
