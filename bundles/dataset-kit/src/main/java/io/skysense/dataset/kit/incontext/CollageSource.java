// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.LabelMap;
import io.skysense.api.train.InContextSettings;
import io.skysense.dataset.kit.sampler.SeededRandom;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Chooses whole collages. What is chosen depends on the item's key alone, but for the colours of a full batch. */
final class CollageSource {

    private static final long COLORS = 0x636f6c6f7273L;
    private static final long BOX = 0x626f78L;
    private static final long MASK = 0x6d61736bL;

    private final InContextSettings context;
    private final boolean training;
    private final List<DatasetTable> tables;
    private final TileSource tiles;
    private final CollageLayout layout;

    /**
     * Prepares.
     *
     * @param context sizes and probabilities
     * @param training random colours and masks; otherwise painter colours, and the lower half masked
     * @param tables the datasets that are mixed
     * @param tiles opens their scenes
     */
    CollageSource(InContextSettings context, boolean training, List<DatasetTable> tables, TileSource tiles) {
        this.context = context;
        this.training = training;
        this.tables = tables;
        this.tiles = tiles;
        this.layout = CollageLayout.of(context.numSamples());
    }

    CollageLayout layout() {
        return layout;
    }

    /**
     * Opens one collage.
     *
     * @param group its dataset and class
     * @param key the seed of all its choices
     * @param used the colours of the batch so far; those of this collage are added
     * @param unreadable records that are not to be taken
     * @return the collage, which the caller closes
     * @throws IOException if a scene cannot be read
     */
    Collage open(ClassGroup group, long key, Set<Integer> used, Set<Integer> unreadable) throws IOException {
        Tiles opened = tiles.open(group, key, unreadable);
        try {
            return collage(group, key, used, opened);
        } catch (RuntimeException | Error e) {
            opened.close();
            throw e;
        }
    }

    private Collage collage(ClassGroup group, long key, Set<Integer> used, Tiles opened) {
        DatasetTable table = tables.get(group.dataset());
        int known = table.classes().size();
        List<BitSet> occurring =
                opened.list().stream().map(t -> occurring(t.label())).toList();
        List<Integer> shown = Recoloring.shown(occurring, known, group.classIndex(), context.maxColors());
        Map<Integer, Integer> colors = training
                ? Recoloring.random(shown, used, context.maxColors(), SeededRandom.of(key, COLORS))
                : Recoloring.fixed(shown, known);
        CollageClasses classes = new CollageClasses(table.name(), group.classIndex(), colors);
        return new Collage(opened, table, classes, box(SeededRandom.of(key, BOX)), hidden(SeededRandom.of(key, MASK)));
    }

    private static BitSet occurring(LabelMap label) {
        return Recoloring.occurring(label, Box.whole(label.height(), label.width()));
    }

    /** Random in validation too, as in the reference; there the key does not change from one run to the next. */
    private Box box(RandomGenerator random) {
        int cells = context.size() / Ground.CELL;
        return new RandomBox(context.combScale(), context.ratio())
                .draw(layout.rows() * cells, layout.columns() * cells, random);
    }

    private float[] hidden(RandomGenerator random) {
        return !training || random.nextDouble() < context.halfMaskRatio()
                ? BlockMask.lowerHalf()
                : BlockMask.random(random);
    }
}
