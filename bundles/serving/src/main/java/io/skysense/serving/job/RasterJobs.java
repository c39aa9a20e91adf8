// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.job;

import io.skysense.api.config.SettingsException;
import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.NamedRaster;
import io.skysense.api.infer.TestTime;
import io.skysense.api.infer.TileEngine;
import io.skysense.engine.Torch;
import io.skysense.serving.http.Answer;
import io.skysense.serving.http.HttpFailure;
import io.skysense.serving.http.Json;
import io.skysense.serving.http.Request;
import io.skysense.serving.http.Route;
import io.skysense.serving.model.ServedModel;
import io.skysense.serving.model.ServedModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Maps as jobs, one at a time and first come, first served: {@code POST /jobs} asks for one, {@code GET /jobs/{job}} says
 * how far it is, {@code DELETE /jobs/{job}} stops it.
 */
public final class RasterJobs implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(RasterJobs.class.getName());
    private static final int DRAIN_SECONDS = 60;

    private final ServedModels models;
    private final TileEngine engine;
    private final AllowedFolder folder;
    private final int kept;
    private final Json json = new Json();
    private final Map<String, RasterJob> jobs = new LinkedHashMap<>();
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(task -> new Thread(() -> work(task), "skysense-raster-jobs"));

    private RasterJobs(ServedModels models, TileEngine engine, AllowedFolder folder, int kept) {
        this.models = models;
        this.engine = engine;
        this.folder = folder;
        this.kept = kept;
    }

    /**
     * Begins without a job.
     *
     * @param models which models there are
     * @param engine makes the maps
     * @param folder the only one that is read and written
     * @param kept jobs that are remembered; with so many waiting, more are turned away
     * @return the jobs, which the caller closes
     * @throws IOException if the folder does not exist
     */
    public static RasterJobs open(ServedModels models, TileEngine engine, Path folder, int kept) throws IOException {
        return new RasterJobs(models, engine, AllowedFolder.of(folder), kept);
    }

    /** By itself the thread would have as many processors as whoever set theirs last, perhaps for a request. */
    private static void work(Runnable task) {
        Torch.setThreads(Runtime.getRuntime().availableProcessors());
        task.run();
    }

    /** {@return what is served} */
    public List<Route> routes() {
        return List.of(
                Route.of("POST", "/jobs", this::ask),
                Route.of("GET", "/jobs", request -> Answer.ok(views())),
                Route.of(
                        "GET", "/jobs/{job}", request -> Answer.ok(find(request).view())),
                Route.of("DELETE", "/jobs/{job}", this::cancel));
    }

    private Answer ask(Request request) throws HttpFailure {
        JobRequest asked = json.read(request.body(), JobRequest.class);
        RasterJob job = new RasterJob(UUID.randomUUID().toString(), asked);
        MapRequest map = models.use(Optional.ofNullable(asked.model()).orElse(""), model -> map(model, asked));
        remember(job);
        worker.execute(() -> run(job, map));
        return Answer.accepted(job.view());
    }

    private MapRequest map(ServedModel model, JobRequest asked) throws HttpFailure {
        List<NamedRaster> named = asked.input().stream().map(NamedRaster::parse).toList();
        List<Path> inputs = new ArrayList<>();
        for (NamedRaster input : named) {
            inputs.add(folder.existing(input.file()));
        }
        Path output = folder.writable(asked.output());
        Optional<Path> probabilities =
                asked.probabilities() == null ? Optional.empty() : Optional.of(folder.writable(asked.probabilities()));
        try {
            return new MapRequest(
                    model.run(),
                    inputs,
                    NamedRaster.sensors(named),
                    output,
                    asked.tile(),
                    asked.overlap(),
                    probabilities,
                    TestTime.NONE);
        } catch (IllegalArgumentException e) {
            throw new HttpFailure(HttpFailure.BAD_REQUEST, e.getMessage());
        }
    }

    private synchronized void remember(RasterJob job) throws HttpFailure {
        if (jobs.size() >= kept) {
            String oldest = jobs.values().stream()
                    .filter(j -> j.state().ended())
                    .map(RasterJob::id)
                    .findFirst()
                    .orElseThrow(() -> new HttpFailure(HttpFailure.UNAVAILABLE, kept + " jobs wait already"));
            jobs.remove(oldest);
        }
        jobs.put(job.id(), job);
    }

    private synchronized List<RasterJob.View> views() {
        return jobs.values().stream().map(RasterJob::view).toList();
    }

    private synchronized RasterJob find(Request request) throws HttpFailure {
        RasterJob job = jobs.get(request.part("job"));
        if (job == null) {
            throw new HttpFailure(HttpFailure.NOT_FOUND, "there is no job " + request.part("job"));
        }
        return job;
    }

    private Answer cancel(Request request) throws HttpFailure {
        RasterJob job = find(request);
        job.cancel();
        return Answer.ok(job.view());
    }

    private void run(RasterJob job, MapRequest map) {
        if (!job.start()) {
            return;
        }
        try {
            job.finish(engine.predict(map, job));
        } catch (IOException | SettingsException e) {
            job.fail(e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "job " + job.id(), e);
            job.fail("a defect; the log says more: " + e);
        }
    }

    /** Stops the job under way at its next safe point, and those that wait. */
    @Override
    public void close() {
        List<RasterJob> all;
        synchronized (this) {
            all = new ArrayList<>(jobs.values());
        }
        all.forEach(RasterJob::cancel);
        worker.shutdown();
        try {
            if (!worker.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "a job does not stop after " + DRAIN_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
