// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

import io.skysense.api.data.DatasetReader;
import io.skysense.api.plugin.PluginLease;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.serving.http.HttpFailure;
import io.skysense.serving.model.ServedModels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Clients that ask one question after the other, each on a thread of its own: a scene is read, and a model asked. */
final class Load implements AutoCloseable {

    private final ServedModels models;
    private final PluginRegistry registry;
    private final Scenes scenes;
    private final Truth truth;
    private final Tally tally;
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean ends;
    private volatile Awaited awaited = new Awaited(null, "");
    private volatile String phase = "";

    /** A version that has not answered yet. */
    private record Awaited(Part part, String version, CompletableFuture<Long> first) {

        Awaited(Part part, String version) {
            this(part, version, new CompletableFuture<>());
        }
    }

    /**
     * With no client yet.
     *
     * @param models are asked
     * @param registry lends the reader
     * @param scenes are read
     * @param truth knows the answers
     * @param tally counts
     */
    Load(ServedModels models, PluginRegistry registry, Scenes scenes, Truth truth, Tally tally) {
        this.models = models;
        this.registry = registry;
        this.scenes = scenes;
        this.truth = truth;
        this.tally = tally;
    }

    /** Has clients begin: counting starts when each has had an answer, for what is first takes longer. */
    void begin(int threads) {
        List<String> names = models.names();
        CountDownLatch warm = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            SplittableRandom random = new SplittableRandom(i);
            Thread client = new Thread(() -> ask(names, random, warm), "soak-client-" + (i + 1));
            client.setDaemon(true);
            clients.add(client);
            client.start();
        }
    }

    /** Says what the platform does now. */
    void during(String what) {
        phase = what;
    }

    /**
     * Waits for the first answer of a version.
     *
     * @param part of the model
     * @param version of its bundle
     * @return the moment of that answer, as System.nanoTime
     */
    CompletableFuture<Long> first(Part part, String version) {
        Awaited next = new Awaited(part, version);
        awaited = next;
        return next.first();
    }

    private void ask(List<String> names, SplittableRandom random, CountDownLatch warm) {
        try (ThreadClock clock = new ThreadClock()) {
            try {
                answer(question(names, random), clock);
            } finally {
                warm.countDown();
            }
            warm.await();
            while (!ends) {
                ask(question(names, random), clock);
            }
        } catch (IOException | HttpFailure | InterruptedException e) {
            tally.failed("a client ended: " + e);
        }
    }

    private static Question question(List<String> names, SplittableRandom random) {
        return new Question(names.get(random.nextInt(names.size())), random.nextInt(Material.SCENES));
    }

    private void ask(Question question, ThreadClock clock) {
        try {
            ThreadClock.Reading start = clock.read();
            Answer answer = answer(question, clock);
            tally.answered(clock.read().since(start), phase);
            Awaited now = awaited;
            if (now.part() != null && now.version().equals(answer.version(now.part()))) {
                now.first().complete(System.nanoTime());
            }
            tally.checked(truth.error(answer), answer.reader() + " " + answer.bundles());
        } catch (IOException | HttpFailure | RuntimeException | LinkageError e) {
            tally.failed(e.toString());
        }
    }

    private Answer answer(Question question, ThreadClock clock) throws IOException, HttpFailure {
        float[] image;
        String reader;
        try (PluginLease<DatasetReader> lease = registry.dataset(Part.DATASET)) {
            image = scenes.read(lease.plugin(), question.scene());
            reader = lease.version();
        }
        return models.use(question.model(), model -> {
            Scenes.normalise(image, model.inputs().get(0));
            ThreadClock.Reading joined = clock.read();
            float[] values = Asking.ask(model, image, () -> clock.turn(joined));
            int channels = values.length / (Material.SIDE * Material.SIDE);
            return new Answer(question, reader, model.bundles(), channels, values);
        });
    }

    /** Waits for the requests under way. */
    @Override
    public void close() throws InterruptedException {
        ends = true;
        for (Thread client : clients) {
            client.join();
        }
    }
}
