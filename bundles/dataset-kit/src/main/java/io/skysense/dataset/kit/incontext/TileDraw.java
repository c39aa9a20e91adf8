// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import io.skysense.api.data.Extent;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Scene;
import io.skysense.api.train.InContextSettings;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Chooses what of a scene is shown: a crop around a random pixel of the class, in training a random part of it, mirrored
 * or not, and one random date of each series.
 *
 * @param context sizes and probabilities
 * @param training whether parts are taken and mirrored
 */
record TileDraw(InContextSettings context, boolean training) {

    /**
     * Chooses for one scene.
     *
     * @param record which record of the split it is
     * @param scene an open scene; the tile owns it, and without one the caller still does
     * @param classIndex the class
     * @param random the tile's generator
     * @return the tile; empty if the label does not hold the class
     * @throws IOException if the scene cannot be read
     */
    Optional<Tile> of(int record, Scene scene, int classIndex, RandomGenerator random) throws IOException {
        Optional<LabelMap> found = scene.label();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        LabelMap label = found.get();
        OptionalInt pixel = ClassPixel.draw(label, classIndex, random);
        if (pixel.isEmpty()) {
            return Optional.empty();
        }
        Map<Modality, Extent> extents = new EnumMap<>(Modality.class);
        Map<Modality, Integer> times = new EnumMap<>(Modality.class);
        for (Modality modality : Modality.values()) {
            if (scene.modalities().contains(modality)) {
                Extent extent = scene.extent(modality);
                extents.put(modality, extent);
                times.put(modality, random.nextInt(extent.times()));
            }
        }
        double row = (pixel.getAsInt() / label.width() + 0.5) / label.height();
        double column = (pixel.getAsInt() % label.width() + 0.5) / label.width();
        Ground ground = Ground.around(extents, context.size(), row, column);
        boolean coarse = extents.containsKey(Modality.S2) || extents.containsKey(Modality.S1);
        int cells = context.size() / Ground.CELL;
        int rows = coarse ? ground.crop().height() : cells;
        int columns = coarse ? ground.crop().width() : cells;
        Box part = training
                ? new RandomBox(context.scale(), context.ratio()).draw(rows, columns, random)
                : Box.whole(rows, columns);
        boolean flipped = training && random.nextDouble() < context.flip();
        LabelMap crop = crop(label, ground.crop(label.height(), label.width()));
        return Optional.of(new Tile(record, scene, crop, extents, times, ground, part, rows, columns, flipped));
    }

    /** Large labels are not held: a collage has many. */
    private static LabelMap crop(LabelMap label, Box box) {
        byte[] classes = new byte[box.height() * box.width()];
        for (int r = 0; r < box.height(); r++) {
            int from = (box.row() + r) * label.width() + box.column();
            System.arraycopy(label.classes(), from, classes, r * box.width(), box.width());
        }
        return new LabelMap(box.height(), box.width(), classes);
    }
}
