// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.data.ObjectBox;
import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.MapResult;
import io.skysense.api.model.Model;
import io.skysense.api.progress.Progress;
import io.skysense.raster.RasterInfo;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The objects of one raster: says what the tiles say, goes on where an earlier call stopped, then merges what neighbouring
 * tiles say of the same object. An object belongs to a tile if its centre lies where the tile counts.
 */
final class ObjectJob {

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
    ObjectJob(MapRequest request, Model model, Machine machine, String software, Progress progress) {
        this.request = request;
        this.model = model;
        this.machine = machine;
        this.software = software;
        this.progress = progress;
    }

    /**
     * Finds the objects. The calling thread runs the model.
     *
     * @return what was written
     * @throws IOException if the input or the output cannot be used
     */
    MapResult run() throws IOException {
        if (request.probabilities().isPresent()) {
            throw new IOException(request.probabilities().get() + ": objects have scores, and no map of probabilities");
        }
        try (TileInputs inputs = TileInputs.open(request.inputs())) {
            RasterInfo info = inputs.info();
            TileModel tiles = new TileModel(model, request.testTime());
            inputs.check(tiles.dates(), tiles.bands());
            TileGrid grid = tiles.grid(info, request.tile(), request.overlap(), machine);
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
        if (first > 0) {
            progress.note("going on behind tile " + grid.tilesBefore(first) + " of " + grid.tiles());
        }
        boolean complete;
        try (ObjectLines lines = ObjectLines.open(folder.map(), first);
                Journal journal = before.isPresent()
                        ? Journal.resume(folder.journal(), before.get())
                        : Journal.begin(folder.journal(), key)) {
            complete = say(grid, first, reader, tiles, lines, journal, info);
        }
        if (complete) {
            publish(folder, info, grid, key);
            folder.remove();
        }
        return new MapResult(
                request.output(),
                info.width(),
                info.height(),
                grid.tiles(),
                grid.tilesBefore(first),
                complete,
                model.versions());
    }

    private Optional<Journal.Entry> before(JobFolder folder, JobKey key) throws IOException {
        Optional<Journal.Entry> found = Journal.read(folder.journal());
        List<String> differences =
                found.map(entry -> entry.key().differences(key)).orElse(List.of());
        if (!differences.isEmpty()) {
            progress.note("starting over: an unfinished map of another request lay there ("
                    + String.join("; ", differences) + ")");
        }
        if (found.isEmpty() || !differences.isEmpty() || !Files.exists(folder.map())) {
            folder.clear();
            return Optional.empty();
        }
        return found;
    }

    /** False if it was cancelled. */
    private boolean say(
            TileGrid grid,
            int first,
            TileReader reader,
            TileModel tiles,
            ObjectLines lines,
            Journal journal,
            RasterInfo info)
            throws IOException {
        if (first == grid.batches()) {
            return true;
        }
        progress.begin("predict", grid.tiles());
        Rate rate = new Rate(grid, first, info.window().pixels());
        long promised = System.nanoTime();
        int number = first;
        try (ReadAhead ahead = new ReadAhead(reader, grid, first, machine.readers())) {
            for (; number < grid.batches() && !progress.cancelled(); number++) {
                TileBatch batch = ahead.next();
                if (batch.any()) {
                    lines.add(number, own(grid, batch, tiles.objects(batch, grid.tile())));
                }
                ahead.give(batch);
                rate.report(progress, number + 1);
                if (System.nanoTime() - promised >= machine.commit().toNanos()) {
                    lines.flush();
                    journal.commit(number + 1);
                    promised = System.nanoTime();
                }
            }
        }
        lines.flush();
        journal.commit(number);
        progress.end();
        return number == grid.batches();
    }

    /** The objects of a batch that belong to their tiles, on the raster's grid. */
    private static List<ObjectBox> own(TileGrid grid, TileBatch batch, List<List<ObjectBox>> said) {
        List<ObjectBox> own = new ArrayList<>();
        int row = batch.batch().row();
        for (int i = 0; i < said.size(); i++) {
            int column = batch.batch().first() + i;
            int left = grid.columns().origin(column);
            int top = grid.rows().origin(row);
            byte[] mask = batch.masks().get(i);
            for (ObjectBox box : said.get(i)) {
                int x = (int) box.x();
                int y = (int) box.y();
                boolean inside = left + x < grid.columns().extent()
                        && top + y < grid.rows().extent();
                if (inside
                        && mask[y * grid.tile() + x] != 0
                        && grid.columns().weights(column)[x] > 0
                        && grid.rows().weights(row)[y] > 0) {
                    own.add(box.moved(left, top));
                }
            }
        }
        return own;
    }

    private void publish(JobFolder folder, RasterInfo info, TileGrid grid, JobKey key) throws IOException {
        Path written = folder.probabilities();
        long count;
        try (ObjectFile file = new ObjectFile(
                written,
                info.reference(),
                model.spec().table().classes(),
                new MapSpecs(request, info, key, model.spec(), model.versions()).metadata())) {
            ObjectMerging merging = new ObjectMerging(grid, file::add);
            ObjectLines.read(folder.map(), merging::add);
            merging.finish();
            count = file.count();
        }
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(written, request.output(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        progress.note(count + (count == 1 ? " object" : " objects"));
    }
}
