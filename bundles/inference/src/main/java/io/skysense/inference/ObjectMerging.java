// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.data.ObjectBox;
import io.skysense.nn.detection.Suppression;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Of objects that several tiles say, keeps the surest. Row by row of tiles: what no tile of a later row can say again is
 * given away, so that memory grows with a row's objects and not with the raster's.
 */
final class ObjectMerging {

    /** Boxes of one object from two tiles differ little. */
    private static final double SAME = 0.5;

    private final TileGrid grid;
    private final Output output;
    private List<ObjectBox> open = new ArrayList<>();
    private int row;

    /** Takes objects that are settled. */
    @FunctionalInterface
    interface Output {

        /** In no particular order within a row of tiles. */
        void take(ObjectBox box) throws IOException;
    }

    ObjectMerging(TileGrid grid, Output output) {
        this.grid = grid;
        this.output = output;
    }

    /**
     * Takes a batch.
     *
     * @param number not below those before
     * @param boxes on the raster's grid
     * @throws IOException if the output fails
     */
    void add(int number, List<ObjectBox> boxes) throws IOException {
        int of = grid.batch(number).row();
        if (of != row) {
            settle(grid.rows().origin(of));
            row = of;
        }
        open.addAll(boxes);
    }

    /** No more will come. */
    void finish() throws IOException {
        settle(Integer.MAX_VALUE);
    }

    private void settle(int from) throws IOException {
        List<ObjectBox> kept = Suppression.of(open, SAME, Integer.MAX_VALUE);
        open = new ArrayList<>();
        for (ObjectBox box : kept) {
            if (box.y() + Math.hypot(box.width(), box.height()) / 2 < from) {
                output.take(box);
            } else {
                open.add(box);
            }
        }
    }
}
