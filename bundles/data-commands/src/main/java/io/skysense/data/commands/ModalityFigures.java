// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.Extent;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Scene;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the images of one modality hold, over all entries seen. */
final class ModalityFigures {

    /** What is read of an image at a time, in values: whole scenes do not fit into memory. */
    private static final int VALUES_AT_ONCE = 1 << 21;

    private final BandTable table;
    private final List<Moments> bands;
    private long entries;
    private long nonFinite;
    private Extent least = new Extent(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    private Extent greatest = new Extent(0, 0, 0);

    ModalityFigures(BandTable table) {
        this.table = table;
        this.bands = Stream.generate(Moments::new).limit(table.bands().size()).toList();
    }

    /**
     * Reads every value of the modality in a scene.
     *
     * @return the figures of this scene alone, which are in these too
     */
    ModalityFigures add(Scene scene) throws IOException {
        ModalityFigures own = new ModalityFigures(table);
        Extent extent = scene.extent(table.modality());
        own.least = extent;
        own.greatest = extent;
        own.entries = 1;
        int rows = (int) Math.max(
                1, VALUES_AT_ONCE / ((long) extent.width() * table.bands().size()));
        for (int time = 0; time < extent.times(); time++) {
            for (int row = 0; row < extent.height(); row += rows) {
                int height = Math.min(rows, extent.height() - row);
                ImageCube part = scene.read(table.modality(), time, row, 0, height, extent.width());
                int plane = height * extent.width();
                for (int band = 0; band < own.bands.size(); band++) {
                    own.bands.get(band).add(part.values(), band * plane, (band + 1) * plane);
                }
            }
        }
        own.nonFinite = scene.nonFinite(table.modality());
        merge(own);
        return own;
    }

    /** Adds what another has seen. */
    void merge(ModalityFigures other) {
        for (int band = 0; band < bands.size(); band++) {
            bands.get(band).merge(other.bands.get(band));
        }
        entries += other.entries;
        nonFinite += other.nonFinite;
        least = new Extent(
                Math.min(least.times(), other.least.times()),
                Math.min(least.height(), other.least.height()),
                Math.min(least.width(), other.least.width()));
        greatest = new Extent(
                Math.max(greatest.times(), other.greatest.times()),
                Math.max(greatest.height(), other.greatest.height()),
                Math.max(greatest.width(), other.greatest.width()));
    }

    /** {@return what the table says} */
    BandTable table() {
        return table;
    }

    /** {@return how many entries have the modality} */
    long entries() {
        return entries;
    }

    /** {@return how many values were NaN or infinite} */
    long nonFinite() {
        return nonFinite;
    }

    /** {@return the figures of each band} */
    List<Moments> bands() {
        return bands;
    }

    /** {@return the names of bands whose values are all the same} */
    List<String> constant() {
        List<String> names = new ArrayList<>();
        for (int band = 0; band < bands.size(); band++) {
            Moments one = bands.get(band);
            if (one.count() > 1 && one.min() == one.max()) {
                names.add(table.bands().get(band) + " (" + Words.number(one.min()) + ")");
            }
        }
        return names;
    }

    /** {@return dates, rows and columns, each from the least to the greatest} */
    List<String> sizes() {
        return entries == 0
                ? List.of("-", "-", "-")
                : List.of(
                        Words.range(least.times(), greatest.times()),
                        Words.range(least.height(), greatest.height()),
                        Words.range(least.width(), greatest.width()));
    }
}
