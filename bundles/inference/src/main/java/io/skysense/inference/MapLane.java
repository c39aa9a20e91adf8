// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.infer.MapResult;
import io.skysense.api.progress.Progress;
import io.skysense.raster.RasterSpec;
import java.io.IOException;
import java.util.Optional;

/** A map on its way: blended and written on a thread of its own while the model computes the next batch. */
final class MapLane implements Lane {

    private final JobPart part;
    private final MapForm form;
    private final Progress progress;
    private final JobFolder folder;
    private final Opened opened;
    private final Blending blending;
    private final BlendStage stage;
    private final int first;
    private boolean complete;
    private boolean abandoned;

    private MapLane(JobPart part, MapForm form, Machine machine, Progress progress, JobFolder folder, Opened opened) {
        this.part = part;
        this.form = form;
        this.progress = progress;
        this.folder = folder;
        this.opened = opened;
        first = opened.first();
        blending = new Blending(
                part.grid(), form, opened.output(), opened.overlaps(), opened.journal(), first, machine.commit());
        stage = new BlendStage(blending);
    }

    /** Files that were opened together. */
    private record Opened(MapOutput output, OverlapFile overlaps, Journal journal, int first) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            try (journal;
                    overlaps;
                    output) {
                // In this order, whatever fails.
            }
        }
    }

    /**
     * Opens a lane.
     *
     * @param part what the map is made from
     * @param machine what may be used
     * @param progress watches
     * @return the lane; the caller closes it
     * @throws IOException if the output cannot be written, or there is no such output
     */
    static MapLane open(JobPart part, Machine machine, Progress progress) throws IOException {
        MapForm form =
                MapForm.of(part.model().head().kind(), part.model().spec().table());
        Optional<RasterSpec> shares = Optional.empty();
        if (part.request().probabilities().isPresent()) {
            shares = part.specs().shares(form);
            if (shares.isEmpty()) {
                throw new IOException(
                        part.request().probabilities().get() + ": a map of quantities has no probabilities");
            }
        }
        JobFolder folder = JobFolder.open(part.request().output());
        try {
            Optional<Journal.Entry> before = EarlierCall.of(
                    folder, part.key(), folder.complete(part.key().probabilities()), progress);
            Opened opened = opened(part, form, shares, folder, before);
            try {
                return new MapLane(part, form, machine, progress, folder, opened);
            } catch (RuntimeException | Error e) {
                opened.close();
                throw e;
            }
        } catch (IOException | RuntimeException | Error e) {
            // Nothing was promised yet by this call; what an earlier one promised stays with its journal.
            folder.close();
            throw e;
        }
    }

    private static Opened opened(
            JobPart part, MapForm form, Optional<RasterSpec> shares, JobFolder folder, Optional<Journal.Entry> before)
            throws IOException {
        boolean begun = before.isPresent();
        MapOutput output = null;
        OverlapFile overlaps = null;
        try {
            output = MapOutput.open(folder, part.specs().map(form), shares, begun);
            overlaps = OverlapFile.open(folder.overlaps(), part.grid(), form.channels());
            Journal journal = begun
                    ? Journal.resume(folder.journal(), before.get())
                    : Journal.begin(folder.journal(), part.key());
            return new Opened(
                    output,
                    overlaps,
                    journal,
                    before.map(Journal.Entry::batches).orElse(0));
        } catch (IOException | RuntimeException | Error e) {
            if (overlaps != null) {
                overlaps.close();
            }
            if (output != null) {
                output.close();
            }
            if (!begun) {
                folder.remove();
            }
            throw e;
        }
    }

    @Override
    public int first() {
        return first;
    }

    @Override
    public int from() {
        return first == part.grid().batches()
                ? first
                : part.grid().warmUp(part.grid().batch(first));
    }

    @Override
    public void take(TileBatch batch, TileAnswer answer) throws IOException {
        stage.submit(batch, (TileAnswer.Numbers) answer);
    }

    @Override
    public void settle() throws IOException {
        stage.finish();
    }

    @Override
    public void publish() throws IOException {
        if (blending.promised() == part.grid().batches()) {
            complete = opened.output()
                    .publish(part.request().output(), form.cog(), part.request().probabilities(), progress);
        }
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
        stage.close();
        boolean keep = !complete && !abandoned && blending.promised() > 0;
        try (folder) {
            try (opened) {
                // Closed before what they have written is removed.
            } finally {
                if (!keep) {
                    folder.remove();
                }
            }
        }
    }
}
