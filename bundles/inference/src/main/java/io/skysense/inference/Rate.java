// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.progress.Progress;
import java.util.Map;

/** How fast a job goes: tiles, and megapixels of the raster, a second since this call began. */
final class Rate {

    private final TileGrid grid;
    private final int before;
    private final double pixelsPerTile;
    private final long began = System.nanoTime();

    Rate(TileGrid grid, int firstBatch, long pixels) {
        this.grid = grid;
        before = grid.tilesBefore(firstBatch);
        pixelsPerTile = (double) pixels / grid.tiles();
    }

    /** Tells how far it is when this many batches are done. */
    void report(Progress progress, int batches) {
        int done = batches == grid.batches() ? grid.tiles() : grid.tilesBefore(batches);
        double seconds = Math.max(1e-9, (System.nanoTime() - began) / 1e9);
        double tiles = (done - before) / seconds;
        progress.update(done, Map.of("tiles/s", tiles, "Mpx/s", tiles * pixelsPerTile / 1e6));
    }
}
