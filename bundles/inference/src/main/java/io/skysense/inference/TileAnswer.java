// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import ai.djl.ndarray.NDManager;
import io.skysense.api.data.ObjectBox;
import java.nio.FloatBuffer;
import java.util.List;

/** What a head says of a batch of tiles. */
sealed interface TileAnswer extends AutoCloseable {

    @Override
    void close();

    /**
     * Numbers of each pixel, in memory of the engine until they are closed, by any thread.
     *
     * @param manager owns them
     * @param values (B, K, H, W)
     */
    record Numbers(NDManager manager, FloatBuffer values) implements TileAnswer {

        @Override
        public void close() {
            manager.close();
        }
    }

    /**
     * Objects of each tile, on its grid.
     *
     * @param tiles one list a tile
     */
    record Objects(List<List<ObjectBox>> tiles) implements TileAnswer {

        @Override
        public void close() {
            // Everything is on the heap.
        }
    }
}
