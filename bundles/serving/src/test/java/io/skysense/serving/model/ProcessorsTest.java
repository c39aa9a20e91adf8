// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.engine.Torch;
import java.util.concurrent.CompletableFuture;
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
        int fifth = processors.share(() -> processors.share(
                () -> processors.share(() -> processors.share(() -> processors.share(Torch::threads)))));

        assertEquals(2, second);
        assertEquals(1, fifth);
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
