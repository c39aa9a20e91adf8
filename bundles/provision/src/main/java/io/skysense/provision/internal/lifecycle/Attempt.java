// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * Code of others on a thread of its own, which can be given up when it does not come back.
 *
 * @param <T> what it makes
 */
final class Attempt<T> {

    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private final Thread thread;

    private Attempt(String name, ClassLoader mark, Callable<T> work) {
        thread = new Thread(() -> run(work), name);
        thread.setDaemon(true);
        thread.setContextClassLoader(mark);
    }

    /**
     * Begins.
     *
     * @param name of its thread
     * @param mark context class loader of its thread and of those that it starts
     * @param work what to do
     */
    static <T> Attempt<T> begin(String name, ClassLoader mark, Callable<T> work) {
        Attempt<T> attempt = new Attempt<>(name, mark, work);
        attempt.thread.start();
        return attempt;
    }

    private void run(Callable<T> work) {
        T made;
        try {
            made = work.call();
        } catch (Throwable e) { // whatever the code of others throws is its outcome
            forgetInterrupt();
            outcome.completeExceptionally(e);
            return;
        }
        forgetInterrupt();
        outcome.complete(made);
    }

    /** It was for the work, and not for what is done afterwards. */
    private static void forgetInterrupt() {
        Thread.interrupted();
    }

    /**
     * Waits.
     *
     * @return what it made
     * @throws TimeoutException if it is not done yet
     * @throws ExecutionException if it failed; has the cause
     */
    T await(Duration limit) throws TimeoutException, ExecutionException, InterruptedException {
        return outcome.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Gives it up: interrupts it, and waits a little for that to help.
     *
     * @return whether it has ended
     */
    boolean giveUp(Duration grace) throws InterruptedException {
        thread.interrupt();
        try {
            await(grace);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** Does something once it has ended: now, or on its own thread when that comes back. */
    void afterwards(BiConsumer<T, Throwable> then) {
        outcome.whenComplete(then);
    }

    /** {@return the first place outside of the JDK that it is in now} */
    String where() {
        return Arrays.stream(thread.getStackTrace())
                .filter(f -> !f.getClassName().startsWith("java.")
                        && !f.getClassName().startsWith("jdk."))
                .findFirst()
                .map(f -> f.getClassName() + "." + f.getMethodName() + " (line " + f.getLineNumber() + ")")
                .orElse("no place of its own");
    }
}
