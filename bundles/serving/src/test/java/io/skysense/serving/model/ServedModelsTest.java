// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.Modality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ServedModelsTest {

    private final OneDevice device = new OneDevice();

    @Test
    void modelsAreFoundByNameUntilTheyAreClosed() throws IOException {
        try (ServedModels models = device.models()) {
            models.open("b", Path.of("runs/b"));
            models.open("a", Path.of("runs/a"));

            assertEquals(2, device.leases());
            assertEquals(Path.of("runs/a"), models.find("a").orElseThrow().run());
            assertTrue(models.find("c").isEmpty());
            assertThrows(IllegalArgumentException.class, () -> models.open("a", Path.of("runs/c")));
        }
        assertEquals(0, device.leases());
        assertTrue(device.opened().stream().allMatch(BrighterModel::isClosed));
    }

    @Test
    void aRunThatCannotBeOpenedKeepsNoDevice() {
        try (ServedModels models = device.models()) {
            assertThrows(IOException.class, () -> models.open("a", Path.of("broken")));
        }
        assertEquals(0, device.leases());
    }

    @Test
    void aModelClosesWhenTheLastOneHasItsAnswer() throws Exception {
        ServedModel model = device.models().open("a", Path.of("runs/a"));
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread client = new Thread(() -> model.predict(
                manager -> Map.of(Modality.HR, manager.zeros(new Shape(1, 2, 2, 2))), 2, 2, prediction -> {
                    asking.countDown();
                    await(release);
                    return prediction.probabilities().toFloatArray();
                }));
        client.start();
        asking.await();
        Thread closing = new Thread(model::close);
        closing.start();
        while (closing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertFalse(device.opened().get(0).isClosed());

        release.countDown();
        client.join();
        closing.join();
        assertTrue(device.opened().get(0).isClosed());
        assertThrows(IllegalStateException.class, () -> model.predict(m -> Map.of(), 2, 2, p -> p));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
