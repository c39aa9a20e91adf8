// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.engine.Torch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ProcessorsTest {

    private final Processors processors = new Processors(4);

    @Test
    void givesOneAnswerAll() {
        assertEquals(4, processors.share(Torch::threads));
    }

    @Test
    void givesSeveralAnswersTheirShareAndEachOneAtLeast() {
        int second = processors.share(() -> elsewhere(() -> processors.share(Torch::threads)));
        int third = processors.share(() ->
                elsewhere(() -> processors.share(() -> elsewhere(() -> processors.share(Torch::threads)))));

        assertEquals(2, second);
        assertEquals(1, third);
    }

    @Test
    void letsNoMoreComputeAtATimeThanThereAreProcessors() throws Exception {
        Processors one = new Processors(1);
        CountDownLatch computes = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> one.share(() -> {
            computes.countDown();
            await(end);
            ended.set(true);
            return "";
        }));
        computes.await();
        CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> one.share(ended::get));

        end.countDown();

        assertTrue(second.get(), "the second computed beside the first");
        first.get();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void leavesTheThreadAsItWas() {
        int before = Torch.threads();

        processors.share(() -> "");

        assertEquals(before, Torch.threads());
        assertEquals(4, processors.share(Torch::threads), "the share is given back");
    }

    private static int elsewhere(Supplier<Integer> work) {
        return CompletableFuture.supplyAsync(work).join();
    }
}
