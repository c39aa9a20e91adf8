// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import io.skysense.api.data.BadFile;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.Scene;
import io.skysense.dataset.kit.sampler.SeededRandom;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Opens the images of a collage. A record that turns out not to hold the class, or that the dataset leaves out, is
 * replaced by another of the group, chosen by the item alone; this is counted, and said once a record and class. So is
 * one that cannot be read, where such are to be left out.
 */
final class TileSource {

    private static final System.Logger LOG = System.getLogger(TileSource.class.getName());
    private static final long RECORDS = 0x7265636f726473L;
    private static final long TILE = 0x74696c65L;
    private static final long REPLACEMENT = 0x7265706c616365L;
    private static final int ATTEMPTS = 100;

    private final List<Dataset> datasets;
    private final String split;
    private final TileDraw draw;
    private final BadFile badFile;
    private final int count;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /**
     * Prepares.
     *
     * @param datasets open datasets
     * @param split which samples
     * @param draw chooses what of them is shown
     * @param badFile what to do with records that cannot be read
     */
    TileSource(List<Dataset> datasets, String split, TileDraw draw, BadFile badFile) {
        this.datasets = List.copyOf(datasets);
        this.split = split;
        this.draw = draw;
        this.badFile = badFile;
        this.count = draw.context().numSamples();
    }

    /**
     * Refuses a record that cannot be read, or leaves it out and says so.
     *
     * @param <E> how it is refused
     * @param cause why it cannot be read
     * @throws E the cause, if such records are to be refused
     */
    <E extends DatasetException> void leaveOut(E cause) throws E {
        if (badFile == BadFile.FAIL) {
            throw cause;
        }
        if (said.add(cause.getMessage())) {
            LOG.log(System.Logger.Level.WARNING, () -> cause.getMessage() + "; another record stands for it");
        }
    }

    /**
     * Opens the images of an item.
     *
     * @param group its dataset and class
     * @param key the seed of all its choices
     * @param unreadable records that are not to be taken
     * @return the images, which the caller closes
     * @throws IOException if a scene cannot be read, or none holds the class
     */
    Tiles open(ClassGroup group, long key, Set<Integer> unreadable) throws IOException {
        int[] records = Draws.of(group.records(), count, SeededRandom.of(key, RECORDS));
        Tiles tiles = new Tiles();
        try {
            for (int slot = 0; slot < count; slot++) {
                tiles.add(open(group, records[slot], slot, key, unreadable, tiles));
            }
            return tiles;
        } catch (IOException | RuntimeException | Error e) {
            tiles.close();
            throw e;
        }
    }

    private Tile open(ClassGroup group, int record, int slot, long key, Set<Integer> unreadable, Tiles tiles)
            throws IOException {
        int next = record;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Tile> tile = unreadable.contains(next) ? Optional.empty() : tryOpen(group, next, slot, key);
            if (tile.isPresent()) {
                return tile.get();
            }
            tiles.replace();
            int[] records = group.records();
            next = records[SeededRandom.of(key, REPLACEMENT, slot, attempt).nextInt(records.length)];
        }
        throw new DatasetException(
                place(group) + ATTEMPTS + " records in a row are left out or have labels without the class");
    }

    private Optional<Tile> tryOpen(ClassGroup group, int record, int slot, long key) throws IOException {
        Optional<Scene> opened;
        try {
            opened = datasets.get(group.dataset()).scene(split, record);
        } catch (DatasetException e) {
            leaveOut(e);
            return Optional.empty();
        }
        return opened.isEmpty()
                ? Optional.empty()
                : tile(group, record, opened.get(), SeededRandom.of(key, TILE, slot));
    }

    private Optional<Tile> tile(ClassGroup group, int record, Scene scene, RandomGenerator random) throws IOException {
        Optional<Tile> tile = Optional.empty();
        try {
            tile = draw.of(record, scene, group.classIndex(), random);
        } catch (DatasetException e) {
            leaveOut(e);
            return Optional.empty();
        } finally {
            if (tile.isEmpty()) {
                scene.close();
            }
        }
        if (tile.isEmpty() && said.add(group.dataset() + " " + group.classIndex() + " " + record)) {
            String id = scene.id();
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> place(group) + "record " + record + " (" + id
                            + ") is listed with the class, but its label does not hold it");
        }
        return tile;
    }

    private String place(ClassGroup group) {
        Dataset dataset = datasets.get(group.dataset());
        String name =
                dataset.table().classes().classes().get(group.classIndex()).name();
        return dataset.table().name() + ": split " + split + ": class " + name + ": ";
    }
}
