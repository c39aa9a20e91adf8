// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.data.ObjectBox;
import io.skysense.api.infer.MapResult;
import io.skysense.api.progress.Progress;
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
 * Objects on their way: written down as the tiles say them, and in the end merged where neighbouring tiles say the same. An
 * object belongs to a tile if its centre lies where the tile counts.
 */
final class ObjectLane implements Lane {

    private final JobPart part;
    private final Machine machine;
    private final Progress progress;
    private final JobFolder folder;
    private final ObjectLines lines;
    private final Journal journal;
    private final int first;
    private int done;
    private int promised;
    private long promisedAt = System.nanoTime();
    private boolean complete;
    private boolean abandoned;

    private ObjectLane(
            JobPart part,
            Machine machine,
            Progress progress,
            JobFolder folder,
            ObjectLines lines,
            Journal journal,
            int first) {
        this.part = part;
        this.machine = machine;
        this.progress = progress;
        this.folder = folder;
        this.lines = lines;
        this.journal = journal;
        this.first = first;
        done = first;
        promised = first;
    }

    /**
     * Opens a lane.
     *
     * @param part what the objects are found with
     * @param machine what may be used
     * @param progress watches
     * @return the lane; the caller closes it
     * @throws IOException if the output cannot be written, or there is no such output
     */
    static ObjectLane open(JobPart part, Machine machine, Progress progress) throws IOException {
        if (part.request().probabilities().isPresent()) {
            throw new IOException(
                    part.request().probabilities().get() + ": objects have scores, and no map of probabilities");
        }
        JobFolder folder = JobFolder.open(part.request().output());
        try {
            Optional<Journal.Entry> before = EarlierCall.of(folder, part.key(), Files.exists(folder.map()), progress);
            int first = before.map(Journal.Entry::batches).orElse(0);
            ObjectLines lines = ObjectLines.open(folder.map(), first);
            try {
                Journal journal = before.isPresent()
                        ? Journal.resume(folder.journal(), before.get())
                        : Journal.begin(folder.journal(), part.key());
                return new ObjectLane(part, machine, progress, folder, lines, journal, first);
            } catch (IOException | RuntimeException e) {
                lines.close();
                if (before.isEmpty()) {
                    folder.remove();
                }
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    @Override
    public int first() {
        return first;
    }

    @Override
    public int from() {
        return first;
    }

    @Override
    public void take(TileBatch batch, TileAnswer answer) throws IOException {
        int number = batch.batch().number();
        if (answer != null) {
            lines.add(number, own(batch, ((TileAnswer.Objects) answer).tiles()));
        }
        done = number + 1;
        if (System.nanoTime() - promisedAt >= machine.commit().toNanos()) {
            settle();
        }
    }

    @Override
    public void settle() throws IOException {
        if (done > promised) {
            lines.flush();
            journal.commit(done);
            promised = done;
        }
        promisedAt = System.nanoTime();
    }

    /** The objects of a batch that belong to their tiles, on the raster's grid. */
    private List<ObjectBox> own(TileBatch batch, List<List<ObjectBox>> said) {
        TileAxis columns = part.grid().columns();
        TileAxis rows = part.grid().rows();
        int side = part.grid().tile();
        int row = batch.batch().row();
        List<ObjectBox> own = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            int column = batch.batch().first() + i;
            for (ObjectBox box : said.get(i)) {
                int x = (int) box.x();
                int y = (int) box.y();
                boolean inside = columns.origin(column) + x < columns.extent() && rows.origin(row) + y < rows.extent();
                boolean seen = batch.masks().get(i)[y * side + x] != 0;
                if (inside && seen && columns.weights(column)[x] > 0 && rows.weights(row)[y] > 0) {
                    own.add(box.moved(columns.origin(column), rows.origin(row)));
                }
            }
        }
        return own;
    }

    @Override
    public void publish() throws IOException {
        if (promised < part.grid().batches()) {
            return;
        }
        Path written = folder.probabilities();
        long count;
        try (ObjectFile file = new ObjectFile(
                written,
                part.info().reference(),
                part.model().spec().table().classes(),
                part.specs().metadata())) {
            ObjectMerging merging = new ObjectMerging(part.grid(), file::add);
            ObjectLines.read(folder.map(), merging::add);
            merging.finish();
            count = file.count();
        }
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(
                written, part.request().output(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        complete = true;
        progress.note(count + (count == 1 ? " object" : " objects"));
    }

    @Override
    public void abandon() {
        abandoned = true;
    }

    @Override
    public MapResult result() {
        return part.result(first, complete);
    }

    @Override
    public void close() throws IOException {
        boolean keep = !complete && !abandoned && promised > 0;
        try (folder) {
            try (journal;
                    lines) {
                // In this order, whatever fails.
            } finally {
                if (!keep) {
                    folder.remove();
                }
            }
        }
    }
}
