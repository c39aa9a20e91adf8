// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AttemptTest {

    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final ClassLoader mark = AttemptTest.class.getClassLoader();

    @Test
    void givesWhatItMade() throws Exception {
        assertEquals(3, Attempt.begin("t", mark, () -> 3).await(LONG));
    }

    @Test
    void failsAsItsWorkDid() {
        Attempt<Void> attempt = Attempt.begin("t", mark, () -> {
            throw new LinkageError("no such class");
        });

        ExecutionException failed = assertThrows(ExecutionException.class, () -> attempt.await(LONG));
        assertEquals("no such class", failed.getCause().getMessage());
    }

    @Test
    void isGivenUpByAnInterruptAndSaysWhereItWas() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Attempt<Void> attempt = Attempt.begin("t", mark, () -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return null;
        });
        begun.await();

        assertThrows(TimeoutException.class, () -> attempt.await(SHORT));
        assertTrue(attempt.where().startsWith(AttemptTest.class.getName() + "."), attempt.where());
        assertTrue(attempt.giveUp(LONG));
    }

    @Test
    void saysWhenItComesBackAllTheSame() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Attempt<String> attempt = Attempt.begin("t", mark, () -> {
            while (end.getCount() > 0) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    continue; // heeds nothing
                }
            }
            return "late";
        });
        CompletableFuture<String> late = new CompletableFuture<>();

        assertFalse(attempt.giveUp(SHORT));
        attempt.afterwards((made, failure) -> late.complete(made));
        assertFalse(late.isDone());
        end.countDown();
        assertEquals("late", late.get(50, TimeUnit.SECONDS));
    }
}
