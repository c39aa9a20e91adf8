// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Modality;
import io.skysense.api.train.DataSettings;
import io.skysense.api.train.InContextSettings;
import io.skysense.dataset.kit.loader.BatchSource;
import io.skysense.dataset.kit.loader.BufferPool;
import io.skysense.dataset.kit.sampler.Shard;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Batches of collages out of several datasets: a class of a dataset is drawn, then images that show it.
 *
 * <p>Every choice is a pure function of (seed, epoch, index), so that batches are the same for any number of threads and
 * a resumed run goes on exactly where it stopped. Give it to
 * {@link io.skysense.dataset.kit.loader.BatchLoader#of BatchLoader.of}; the datasets stay open and belong to the caller.
 */
public final class InContextBatches implements BatchSource<InContextHostBatch> {

    private final CollageItems items;
    private final TileSource tiles;
    private final CollageSource source;
    private final Map<Modality, BandTable> bands;
    private final int size;
    private final AtomicLong replaced = new AtomicLong();

    private InContextBatches(
            CollageItems items, TileSource tiles, CollageSource source, Map<Modality, BandTable> bands, int size) {
        this.items = items;
        this.tiles = tiles;
        this.source = source;
        this.bands = bands;
        this.size = size;
    }

    /**
     * The endless batches of training. An epoch visits every class of every dataset
     * {@link InContextSettings#clsRepeatCnt} times, in an order of its own.
     *
     * @param datasets open datasets to mix; those that have a modality agree in its number of bands
     * @param data the split {@link DataSettings#train}, and collages a batch
     * @param context how collages are made
     * @param seed the run's seed
     * @param shard the part of this process
     * @return the batches
     * @throws IOException if a list cannot be read, no record holds any class, or datasets do not agree
     */
    public static InContextBatches training(
            List<Dataset> datasets, DataSettings data, InContextSettings context, long seed, Shard shard)
            throws IOException {
        List<ClassGroup> groups = ClassIndex.of(datasets, data.train(), data.badFile());
        CollageItems items = new TrainingItems(groups, context.clsRepeatCnt(), data.batch(), seed, shard);
        TileDraw draw = new TileDraw(context, true);
        return of(datasets, new TileSource(datasets, data.train(), draw, data.badFile()), draw, items);
    }

    /**
     * The batches of validation: every class of every dataset {@link InContextSettings#valRepeatCnt} times, in order.
     * Images are whole crops, not mirrored; a class always has the same colour; the lower half of the annotation is
     * masked. A batch is of one dataset, whose colours are then not too many. The last of a dataset may be smaller.
     *
     * @param datasets open datasets to mix
     * @param data the split {@link DataSettings#validation}, and collages a batch
     * @param context how collages are made
     * @param seed decides which records and crops are seen; the same seed, the same batches
     * @return the batches
     * @throws IOException if a list cannot be read, no record holds any class, or datasets do not agree
     */
    public static InContextBatches validation(
            List<Dataset> datasets, DataSettings data, InContextSettings context, long seed) throws IOException {
        List<ClassGroup> groups = ClassIndex.of(datasets, data.validation(), data.badFile());
        CollageItems items = new ValidationItems(groups, context.valRepeatCnt(), data.batch(), seed);
        TileDraw draw = new TileDraw(context, false);
        return of(datasets, new TileSource(datasets, data.validation(), draw, data.badFile()), draw, items);
    }

    private static InContextBatches of(List<Dataset> datasets, TileSource tiles, TileDraw draw, CollageItems items)
            throws DatasetException {
        List<DatasetTable> tables = datasets.stream().map(Dataset::table).toList();
        CollageSource source = new CollageSource(draw.context(), draw.training(), tables, tiles);
        return new InContextBatches(
                items, tiles, source, bands(tables), draw.context().size());
    }

    private static Map<Modality, BandTable> bands(List<DatasetTable> tables) throws DatasetException {
        Map<Modality, BandTable> bands = new EnumMap<>(Modality.class);
        Map<Modality, String> owners = new EnumMap<>(Modality.class);
        for (DatasetTable table : tables) {
            for (BandTable own : table.bands()) {
                BandTable first = bands.putIfAbsent(own.modality(), own);
                owners.putIfAbsent(own.modality(), table.name());
                if (first != null && first.bands().size() != own.bands().size()) {
                    throw new DatasetException("datasets that are mixed need the same bands: "
                            + own.modality().key() + " has " + first.bands().size() + " in "
                            + owners.get(own.modality()) + " and " + own.bands().size() + " in " + table.name());
                }
            }
        }
        return bands;
    }

    @Override
    public long end() {
        return items.batches();
    }

    /** {@return collages of an epoch over all processes; in validation, all there are} */
    public long epochLength() {
        return items.epochLength();
    }

    /** {@return the modalities of the datasets, and how many bands each has} */
    public Map<Modality, Integer> bands() {
        Map<Modality, Integer> counts = new EnumMap<>(Modality.class);
        bands.forEach((modality, table) -> counts.put(modality, table.bands().size()));
        return counts;
    }

    /**
     * {@return how many times a record was replaced so far: its label does not hold the class that it is listed with, it
     * cannot be read and {@link DataSettings#badFile} leaves such out, or the dataset left it out}
     */
    public long replaced() {
        return replaced.get();
    }

    /** Which records are left out depends on the item alone: a batch is the same whatever was made before it. */
    private void add(CollageItem item, Set<Integer> colors, CollagePacking packing) throws IOException {
        Set<Integer> unreadable = new HashSet<>();
        boolean added = false;
        while (!added) {
            Set<Integer> used = new LinkedHashSet<>(colors);
            try (Collage collage = source.open(item.group(), item.key(), used, unreadable)) {
                packing.add(collage);
                colors.addAll(used);
                replaced.addAndGet(collage.tiles().replaced());
                added = true;
            } catch (UnreadableTileException e) {
                tiles.leaveOut(e);
                unreadable.add(e.record());
            }
        }
    }

    @Override
    public Optional<InContextHostBatch> make(long number, BufferPool pool) throws IOException {
        List<CollageItem> chosen = items.batch(number);
        Set<Integer> colors = new LinkedHashSet<>();
        CollagePacking packing = new CollagePacking(chosen.size(), size, source.layout(), bands, pool);
        try {
            for (CollageItem item : chosen) {
                add(item, colors, packing);
            }
            return Optional.of(packing.batch(number));
        } catch (IOException | RuntimeException | Error e) {
            packing.release();
            throw e;
        }
    }
}
