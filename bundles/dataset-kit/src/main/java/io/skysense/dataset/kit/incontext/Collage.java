// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import io.skysense.api.data.DatasetTable;

/**
 * One collage as chosen: its open images, and what is random about the whole.
 *
 * @param tiles the images, which the collage owns
 * @param table the dataset that they are of
 * @param classes what its colours stand for
 * @param box what is taken out of the collage, in cells of 32 HR pixels
 * @param hidden (8, 4), 1 where the annotation is masked; not to be changed
 */
record Collage(Tiles tiles, DatasetTable table, CollageClasses classes, Box box, float[] hidden)
        implements AutoCloseable {

    String id() {
        return String.join(",", tiles.list().stream().map(Tile::id).toList());
    }

    @Override
    public void close() {
        tiles.close();
    }
}
