// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.Modality;
import io.skysense.api.plugin.PluginVersion;
import io.skysense.api.plugin.SwapParticipant.Swap;
import io.skysense.serving.http.HttpFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServedModelsTest {

    private static final String BUNDLE = "io.skysense.serving.test";

    private final OneDevice device = new OneDevice();
    private final ServedModels models = device.models();

    @AfterEach
    void close() {
        models.close();
    }

    @Test
    void modelsAreFoundByNameUntilTheyAreClosed() throws Exception {
        models.open("b", Path.of("runs/b"));
        models.open("a", Path.of("runs/a"));

        assertEquals(List.of("b", "a"), models.names());
        assertEquals(Path.of("runs/a"), models.use("a", ServedModel::run));
        assertEquals(
                HttpFailure.NOT_FOUND,
                assertThrows(HttpFailure.class, () -> models.use("c", ServedModel::run))
                        .status());
        assertThrows(IllegalArgumentException.class, () -> models.open("a", Path.of("runs/c")));

        models.close();
        assertTrue(device.opened().stream().allMatch(BrighterModel::isClosed));
        assertThrows(HttpFailure.class, () -> models.use("a", ServedModel::run));
    }

    @Test
    void aModelThatCannotBeOpenedOrSaysNothingSoundIsNotServed() {
        assertThrows(IOException.class, () -> models.open("a", Path.of("broken")));
        device.serve("1.2.3.lost");

        IllegalStateException unsound =
                assertThrows(IllegalStateException.class, () -> models.open("a", Path.of("runs/a")));

        assertEquals("model a: its answer holds NaN", unsound.getMessage());
        assertTrue(device.opened().get(0).isClosed());
        assertEquals(List.of(), models.names());
    }

    @Test
    void aModelClosesWhenItsLastUserHasLeft() throws Exception {
        models.open("a", Path.of("runs/a"));
        CountDownLatch using = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService client = Executors.newSingleThreadExecutor();
        Future<Integer> answer = client.submit(() -> models.use("a", model -> {
            using.countDown();
            await(release);
            return ask(model);
        }));
        using.await();
        Thread closing = new Thread(models::close);
        closing.start();
        while (closing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertFalse(device.opened().get(0).isClosed());

        release.countDown();
        assertEquals(8, answer.get());
        closing.join();
        client.shutdown();
        assertTrue(device.opened().get(0).isClosed());
    }

    @Test
    void anotherVersionTakesOverWhenItIsCommitted() throws Exception {
        models.open("a", Path.of("runs/a"));
        device.serve("1.3.0");
        try (Swap swap = models.prepare(version("1.3.0"), null)) {
            assertEquals("1.2.3", models.use("a", m -> m.bundles().get(BUNDLE)));

            swap.commit();

            assertEquals("1.3.0", models.use("a", m -> m.bundles().get(BUNDLE)));
            assertEquals(2, models.use("a", ServedModel::version));
        }
        assertTrue(device.opened().get(0).isClosed());
        assertFalse(device.opened().get(1).isClosed());
    }

    @Test
    void withoutACommitEverythingStays() throws Exception {
        models.open("a", Path.of("runs/a"));
        device.serve("1.3.0");

        models.prepare(version("1.3.0"), null).close();

        assertEquals("1.2.3", models.use("a", m -> m.bundles().get(BUNDLE)));
        assertTrue(device.opened().get(1).isClosed());
    }

    @Test
    void aVersionThatSaysNothingSoundIsRefused() throws Exception {
        models.open("a", Path.of("runs/a"));
        device.serve("1.3.0.lost");

        assertThrows(IllegalStateException.class, () -> models.prepare(version("1.3.0.lost"), null));

        assertEquals("1.2.3", models.use("a", m -> m.bundles().get(BUNDLE)));
        assertTrue(device.opened().get(1).isClosed());
    }

    @Test
    void modelsWithoutPartOfTheBundleAreLeftAlone() throws Exception {
        models.open("a", Path.of("runs/a"));

        try (Swap swap = models.prepare(new PluginVersion("head", "other", "some.other", "9.0.0"), null)) {
            swap.commit();
        }

        assertEquals(1, device.opened().size());
        assertEquals(1, models.use("a", ServedModel::version));
    }

    @Test
    void noRequestIsLostWhileVersionsAreSwapped() throws Exception {
        models.open("a", Path.of("runs/a"));
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService clients = Executors.newFixedThreadPool(4);
        List<Future<Long>> asked = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            asked.add(clients.submit(() -> {
                long answers = 0;
                while (!done.get()) {
                    answers += models.use("a", ServedModelsTest::ask) == 8 ? 1 : 0;
                }
                return answers;
            }));
        }
        for (int swap = 0; swap < 50; swap++) {
            device.serve("2.0." + swap);
            try (Swap next = models.prepare(version("2.0." + swap), null)) {
                next.commit();
            }
        }
        done.set(true);
        clients.shutdown();
        for (Future<Long> answers : asked) {
            assertTrue(answers.get() > 0);
        }
        assertEquals(51, models.use("a", ServedModel::version));
        assertEquals(
                50, device.opened().stream().filter(BrighterModel::isClosed).count());
    }

    private static PluginVersion version(String version) {
        return new PluginVersion("head", "brighter", BUNDLE, version);
    }

    /** How many probabilities it gives for an image of 2 by 2 pixels. */
    private static int ask(ServedModel model) {
        return model.predict(
                manager -> Map.of(Modality.HR, manager.zeros(new Shape(1, 2, 2, 2))),
                2,
                2,
                prediction -> prediction.values().toFloatArray().length);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
