// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.MapResult;
import io.skysense.api.model.Model;
import io.skysense.api.progress.Progress;
import io.skysense.inference.TileModel.Answers;
import io.skysense.raster.RasterException;
import io.skysense.raster.RasterInfo;
import io.skysense.raster.RasterSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One map: plans the tiles, goes on where an earlier call stopped, and runs reading, model and writing side by side. */
final class PredictionJob {

    private final MapRequest request;
    private final Model model;
    private final Machine machine;
    private final String software;
    private final Progress progress;

    /**
     * Prepares a job.
     *
     * @param request what to predict, checked by {@link RequestCheck}
     * @param model stays the caller's
     * @param machine what may be used
     * @param software name and version of this program
     * @param progress watches
     */
    PredictionJob(MapRequest request, Model model, Machine machine, String software, Progress progress) {
        this.request = request;
        this.model = model;
        this.machine = machine;
        this.software = software;
        this.progress = progress;
    }

    /**
     * Makes the map. The calling thread runs the model.
     *
     * @return what was written
     * @throws IOException if the input or the output cannot be used
     */
    MapResult run() throws IOException {
        try (TileInputs inputs = TileInputs.open(request.inputs())) {
            RasterInfo info = inputs.info();
            TileModel tiles = new TileModel(model, request.testTime());
            inputs.check(tiles.dates(), tiles.bands());
            TileGrid grid = tiles.grid(info, request.tile(), request.overlap(), machine);
            if (request.probabilities().isPresent() && tiles.form().shares(1, 1).isEmpty()) {
                throw new IOException(request.probabilities().get() + ": a map of quantities has no probabilities");
            }
            JobKey key = JobKey.of(request, info, grid, ModelDigest.of(model), software);
            TileReader reader = new TileReader(inputs.dates(), grid, tiles.bands());
            try (JobFolder folder = JobFolder.open(request.output())) {
                return run(folder, info, grid, key, reader, tiles);
            }
        }
    }

    private MapResult run(
            JobFolder folder, RasterInfo info, TileGrid grid, JobKey key, TileReader reader, TileModel tiles)
            throws IOException {
        Optional<Journal.Entry> before = before(folder, key);
        int first = before.map(Journal.Entry::batches).orElse(0);
        int resumed = grid.tilesBefore(first);
        if (resumed > 0) {
            progress.note("going on behind tile " + resumed + " of " + grid.tiles());
        }
        MapForm form = tiles.form();
        MapSpecs specs = new MapSpecs(request, info, key, model.spec(), model.versions());
        Optional<RasterSpec> shares = request.probabilities().isPresent() ? specs.shares(form) : Optional.empty();
        Outcome outcome = Outcome.FAILED_EARLY;
        try {
            try (MapOutput output = MapOutput.open(folder, specs.map(form), shares, before.isPresent());
                    OverlapFile overlaps = OverlapFile.open(folder.overlaps(), grid, form.channels());
                    Journal journal = before.isPresent()
                            ? Journal.resume(folder.journal(), before.get())
                            : Journal.begin(folder.journal(), key)) {
                Blending blending = new Blending(grid, form, output, overlaps, journal, first, machine.commit());
                try {
                    outcome = Outcome.KEPT;
                    if (predict(grid, first, reader, tiles, blending, info)
                            && output.publish(request.output(), form.cog(), request.probabilities(), progress)) {
                        outcome = Outcome.DONE;
                    }
                } catch (InputException e) {
                    // With the input mended it is another job.
                    outcome = Outcome.FAILED_EARLY;
                    throw e.reason();
                } finally {
                    if (outcome == Outcome.KEPT && blending.promised() == 0) {
                        outcome = Outcome.FAILED_EARLY;
                    }
                }
            }
        } finally {
            if (outcome != Outcome.KEPT) {
                folder.remove();
            }
        }
        return new MapResult(
                request.output(),
                info.width(),
                info.height(),
                grid.tiles(),
                resumed,
                outcome == Outcome.DONE,
                model.versions());
    }

    /** What is to be done with the folder. */
    private enum Outcome {
        DONE,
        KEPT,
        FAILED_EARLY
    }

    /** The journal to go on with, if there is one of this job. */
    private Optional<Journal.Entry> before(JobFolder folder, JobKey key) throws IOException {
        Optional<Journal.Entry> found = Journal.read(folder.journal());
        List<String> differences =
                found.map(entry -> entry.key().differences(key)).orElse(List.of());
        if (!differences.isEmpty()) {
            progress.note("starting over: an unfinished map of another request lay there ("
                    + String.join("; ", differences) + ")");
        }
        boolean lost = found.isPresent() && differences.isEmpty() && !folder.complete(key.probabilities());
        if (lost) {
            progress.note("starting over: the unfinished map is not beside its journal any more");
        }
        if (found.isEmpty() || !differences.isEmpty() || lost) {
            folder.clear();
            return Optional.empty();
        }
        return found;
    }

    /** False if it was cancelled. */
    private boolean predict(
            TileGrid grid, int first, TileReader reader, TileModel tiles, Blending blending, RasterInfo info)
            throws IOException {
        if (first == grid.batches()) {
            return true;
        }
        int from = grid.warmUp(grid.batch(first));
        progress.begin("predict", grid.tiles());
        Rate rate = new Rate(grid, first, info.window().pixels());
        try (ReadAhead ahead = new ReadAhead(reader, grid, from, machine.readers());
                BlendStage stage = new BlendStage(blending)) {
            for (int number = from; number < grid.batches() && !progress.cancelled(); number++) {
                TileBatch batch = next(ahead);
                // Where nothing was measured there is nothing to predict.
                Answers answers = batch.any() ? tiles.run(batch, grid.tile()) : null;
                ahead.give(batch);
                stage.submit(batch, answers);
                if (number >= first) {
                    rate.report(progress, number + 1);
                }
            }
            stage.finish();
        }
        progress.end();
        return blending.promised() == grid.batches();
    }

    private static TileBatch next(ReadAhead ahead) throws InputException, IOException {
        try {
            return ahead.next();
        } catch (RasterException e) {
            throw new InputException(e);
        }
    }

    /** Tells what failed to be read from what failed to be written. */
    private static final class InputException extends IOException {

        private static final long serialVersionUID = 1L;

        InputException(RasterException reason) {
            super(reason);
        }

        RasterException reason() {
            return (RasterException) getCause();
        }
    }
}
