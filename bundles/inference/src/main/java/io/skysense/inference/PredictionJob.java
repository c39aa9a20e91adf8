// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.data.LabelKind;
import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.MapResult;
import io.skysense.api.model.Model;
import io.skysense.api.progress.Progress;
import io.skysense.raster.RasterException;
import io.skysense.raster.RasterInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The outputs of one raster: plans the tiles, goes on where an earlier call stopped, and runs reading, models and writing side
 * by side. All heads get the features of one pass over the backbone.
 */
final class PredictionJob {

    private final List<MapRequest> requests;
    private final List<Model> models;
    private final Machine machine;
    private final String software;
    private final Progress progress;

    /**
     * Prepares a job of one output.
     *
     * @param request what to predict, checked by {@link RequestCheck}
     * @param model stays the caller's
     * @param machine what may be used
     * @param software name and version of this program
     * @param progress watches
     */
    PredictionJob(MapRequest request, Model model, Machine machine, String software, Progress progress) {
        this(List.of(request), List.of(model), machine, software, progress);
    }

    /**
     * Prepares a job.
     *
     * @param requests what to predict, checked by {@link RequestCheck}; of the same rasters and tiles
     * @param models one a request, with equal backbones; stay the caller's
     * @param machine what may be used
     * @param software name and version of this program
     * @param progress watches
     */
    PredictionJob(List<MapRequest> requests, List<Model> models, Machine machine, String software, Progress progress) {
        this.requests = requests;
        this.models = models;
        this.machine = machine;
        this.software = software;
        this.progress = progress;
    }

    /**
     * Writes the outputs. The calling thread runs the models.
     *
     * @return what was written, one a request
     * @throws IOException if the input or an output cannot be used
     */
    List<MapResult> run() throws IOException {
        MapRequest first = requests.get(0);
        try (TileInputs inputs = TileInputs.open(first)) {
            TileModel tiles = new TileModel(models, first.testTime());
            List<SensorInput> sensors = inputs.of(tiles);
            RasterInfo info = sensors.get(0).info();
            double images = sensors.stream().mapToDouble(SensorInput::images).sum();
            TileGrid grid = tiles.grid(info, first.tile(), first.overlap(), machine.sharedBy(images));
            Lanes lanes = new Lanes(new ArrayList<>());
            try (lanes) {
                for (int i = 0; i < models.size(); i++) {
                    lanes.all().add(lane(i, info, grid));
                }
                run(lanes, grid, sensors, tiles, info);
            }
            return lanes.all().stream().map(Lane::result).toList();
        }
    }

    private Lane lane(int i, RasterInfo info, TileGrid grid) throws IOException {
        MapRequest request = requests.get(i);
        Model model = models.get(i);
        JobKey key = JobKey.of(request, info, grid, ModelDigest.of(model), software);
        JobPart part = new JobPart(request, model, info, grid, key);
        Lane lane = model.head().kind() == LabelKind.OBJECTS
                ? ObjectLane.open(part, machine, progress)
                : MapLane.open(part, machine, progress);
        int resumed = grid.tilesBefore(lane.first());
        if (resumed > 0) {
            progress.note("going on behind tile " + resumed + " of " + grid.tiles());
        }
        return lane;
    }

    private void run(Lanes lanes, TileGrid grid, List<SensorInput> sensors, TileModel tiles, RasterInfo info)
            throws IOException {
        int first = lanes.all().stream().mapToInt(Lane::first).min().orElseThrow();
        try {
            if (first == grid.batches() || predict(lanes, first, grid, sensors, tiles, info)) {
                for (Lane lane : lanes.all()) {
                    lane.publish();
                }
            }
        } catch (InputException e) {
            lanes.all().forEach(Lane::abandon);
            throw e.reason();
        }
    }

    /** False if it was cancelled. */
    private boolean predict(
            Lanes lanes, int first, TileGrid grid, List<SensorInput> sensors, TileModel tiles, RasterInfo info)
            throws IOException {
        List<TileReader> readers =
                sensors.stream().map(sensor -> new TileReader(sensor, grid)).toList();
        int number = lanes.all().stream().mapToInt(Lane::from).min().orElseThrow();
        progress.begin("predict", grid.tiles());
        Rate rate = new Rate(grid, first, info.window().pixels());
        try (ReadAhead ahead = new ReadAhead(readers, grid, number, machine.readers())) {
            for (; number < grid.batches() && !progress.cancelled(); number++) {
                TileBatch batch = next(ahead);
                // Where nothing was measured there is nothing to predict.
                List<TileAnswer> answers = batch.any() ? tiles.run(batch, sensors, grid.tile()) : null;
                ahead.give(batch);
                lanes.take(batch, answers);
                if (number >= first) {
                    rate.report(progress, number + 1);
                }
            }
            for (Lane lane : lanes.all()) {
                lane.settle();
            }
        }
        progress.end();
        return number == grid.batches();
    }

    private static TileBatch next(ReadAhead ahead) throws InputException, IOException {
        try {
            return ahead.next();
        } catch (RasterException e) {
            throw new InputException(e);
        }
    }

    /**
     * The outputs under way.
     *
     * @param all one a request
     */
    private record Lanes(List<Lane> all) implements AutoCloseable {

        /** Hands a batch on; answers are closed by the lanes, or here where a lane is further or one before it fails. */
        void take(TileBatch batch, List<TileAnswer> answers) throws IOException {
            int taken = 0;
            try {
                for (; taken < all.size(); taken++) {
                    TileAnswer answer = answers == null ? null : answers.get(taken);
                    if (batch.batch().number() >= all.get(taken).from()) {
                        all.get(taken).take(batch, answer);
                    } else if (answer != null) {
                        answer.close();
                    }
                }
            } finally {
                for (int rest = taken + 1; answers != null && rest < all.size(); rest++) {
                    answers.get(rest).close();
                }
            }
        }

        @Override
        public void close() throws IOException {
            IOException failed = null;
            for (Lane lane : all) {
                try {
                    lane.close();
                } catch (IOException e) {
                    failed = e;
                }
            }
            if (failed != null) {
                throw failed;
            }
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
