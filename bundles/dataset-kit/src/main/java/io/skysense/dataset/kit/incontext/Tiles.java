// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import io.skysense.api.data.Modality;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The images of one collage, in their order; closing closes their scenes. */
final class Tiles implements AutoCloseable {

    private final List<Tile> tiles = new ArrayList<>();
    private int replaced;

    void add(Tile tile) {
        tiles.add(tile);
    }

    /** Counts a record that another stands for. */
    void replace() {
        replaced++;
    }

    /** {@return how many records others stand for} */
    int replaced() {
        return replaced;
    }

    List<Tile> list() {
        return tiles;
    }

    /**
     * {@return the modalities that the collage shows: those that all images have; if there are none, those that any
     * has, and zeros stand in for the others}
     */
    Set<Modality> shown() {
        Set<Modality> all = EnumSet.allOf(Modality.class);
        Set<Modality> any = EnumSet.noneOf(Modality.class);
        for (Tile tile : tiles) {
            all.retainAll(tile.modalities());
            any.addAll(tile.modalities());
        }
        return all.isEmpty() ? any : all;
    }

    @Override
    public void close() {
        tiles.forEach(Tile::close);
    }
}
