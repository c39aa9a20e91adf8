// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.MapResult;
import io.skysense.api.infer.TileEngine;
import io.skysense.api.progress.Progress;
import io.skysense.serving.http.HttpFailure;
import io.skysense.serving.http.Request;
import io.skysense.serving.http.Route;
import io.skysense.serving.model.OneDevice;
import io.skysense.serving.model.ServedModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RasterJobsTest {

    private static final String ASKED = "{\"model\": \"bright\", \"input\": \"scene.tif\", \"output\": \"map.tif\"}";

    @TempDir
    Path folder;

    /** Stands where the tile engine does: says how far it is, and ends when the test says how. */
    private static final class Gate implements TileEngine {

        private final List<MapRequest> seen = new ArrayList<>();
        private final SynchronousQueue<Progress> under = new SynchronousQueue<>();
        private final SynchronousQueue<Optional<IOException>> end = new SynchronousQueue<>();

        @Override
        public MapResult predict(MapRequest request, Progress progress) throws IOException {
            seen.add(request);
            progress.begin("predict", 8);
            progress.update(3, Map.of());
            try {
                under.put(progress);
                Optional<IOException> failure = end.take();
                if (failure.isPresent()) {
                    throw failure.get();
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return new MapResult(request.output(), 10, 10, 8, 0, !progress.cancelled(), Map.of("head", "1.2.3"));
        }
    }

    private final Gate engine = new Gate();
    private final ServedModels models = new OneDevice().models();
    private RasterJobs jobs;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(folder.resolve("scene.tif"), "");
        models.open("bright", Path.of("runs/bright"));
        jobs = RasterJobs.open(models, engine, folder, 2);
    }

    @AfterEach
    void close() {
        jobs.close();
        models.close();
    }

    @Test
    void aJobIsQueuedRunsAndIsDone() throws Exception {
        RasterJob.View asked = ask(ASKED);
        assertNull(asked.bundles());
        engine.under.take();

        RasterJob.View running = look(asked.id());
        assertEquals("running", running.state());
        assertEquals("predict", running.stage());
        assertEquals(3, running.done());
        assertEquals(8, running.total());

        engine.end.put(Optional.empty());
        RasterJob.View done = ended(asked.id());
        assertEquals("done", done.state());
        assertEquals(Map.of("head", "1.2.3"), done.bundles());
        MapRequest map = engine.seen.get(0);
        assertEquals(Path.of("runs/bright"), map.run());
        assertEquals(folder.toRealPath().resolve("map.tif"), map.output());
        assertEquals(512, map.tile());
        assertEquals(64, map.overlap());
    }

    @Test
    void aJobThatFailsSaysWhy() throws Exception {
        RasterJob.View asked = ask(ASKED);
        engine.under.take();
        engine.end.put(Optional.of(new IOException("scene.tif: 4 bands, but the model reads 2")));

        RasterJob.View failed = ended(asked.id());

        assertEquals("failed", failed.state());
        assertEquals("scene.tif: 4 bands, but the model reads 2", failed.message());
    }

    @Test
    void jobsAreCancelledWhetherTheyRunOrWait() throws Exception {
        RasterJob.View first = ask(ASKED);
        Progress running = engine.under.take();
        RasterJob.View second = ask(ASKED);
        assertEquals("queued", second.state());

        assertEquals("cancelled", delete(second.id()).state());
        delete(first.id());
        assertEquals(true, running.cancelled());
        engine.end.put(Optional.empty());

        assertEquals("cancelled", ended(first.id()).state());
        assertEquals(1, engine.seen.size());
    }

    @Test
    void asManyJobsAreRememberedAsMayBeAndTheOldestThatEndedIsForgotten() throws Exception {
        RasterJob.View first = ask(ASKED);
        engine.under.take();
        ask(ASKED);
        assertEquals(HttpFailure.UNAVAILABLE, refused(ASKED).status());

        engine.end.put(Optional.empty());
        engine.under.take();
        ended(first.id());
        RasterJob.View third = ask(ASKED);

        assertThrows(HttpFailure.class, () -> look(first.id()));
        delete(third.id());
        engine.end.put(Optional.empty());
    }

    @Test
    void aRequestThatCannotEndWellIsRefused() {
        assertEquals(
                "there is no model dark",
                refused(ASKED.replace("bright", "dark")).getMessage());
        assertEquals("there is no model ", refused("{}").getMessage());
        assertEquals(
                "none.tif: there is no such file",
                refused(ASKED.replace("scene", "none")).getMessage());
        assertEquals(
                HttpFailure.FORBIDDEN, refused(ASKED.replace("map", "../map")).status());
        assertEquals(
                HttpFailure.BAD_REQUEST,
                refused(ASKED.replace("}", ", \"tile\": 64, \"overlap\": 32}")).status());
    }

    private HttpFailure refused(String body) {
        return assertThrows(HttpFailure.class, () -> ask(body));
    }

    private RasterJob.View ask(String body) throws Exception {
        return call("POST", "/jobs", Map.of(), body);
    }

    private RasterJob.View look(String id) throws Exception {
        return call("GET", "/jobs/{job}", Map.of("job", id), "");
    }

    private RasterJob.View delete(String id) throws Exception {
        return call("DELETE", "/jobs/{job}", Map.of("job", id), "");
    }

    private RasterJob.View ended(String id) throws Exception {
        RasterJob.View view = look(id);
        while (view.state().equals("running") || view.state().equals("queued")) {
            Thread.onSpinWait();
            view = look(id);
        }
        return view;
    }

    private RasterJob.View call(String method, String pattern, Map<String, String> parts, String body)
            throws Exception {
        List<String> segments = List.of(pattern.substring(1).split("/"));
        Route route = jobs.routes().stream()
                .filter(r -> r.method().equals(method) && r.pattern().equals(segments))
                .findFirst()
                .orElseThrow();
        return (RasterJob.View) route.handler()
                .answer(new Request(parts, body.getBytes(StandardCharsets.UTF_8)))
                .body();
    }
}
