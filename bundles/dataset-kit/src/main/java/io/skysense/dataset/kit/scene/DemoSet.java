// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

import io.skysense.api.config.Settings;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.progress.Progress;
import io.skysense.dataset.kit.DatasetDefinition;
import io.skysense.dataset.kit.list.ListFile;
import io.skysense.dataset.kit.list.ListRecord;
import io.skysense.dataset.kit.sampler.SeededRandom;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Makes a copy of any dataset from its definition: the modalities, bands, classes, label values, colours and list
 * files are the dataset's, the places are made up. Each class has a geometry and spectra of its own, the same in all
 * entries, so that there is something to learn. The same definition and options give the same bytes.
 */
public final class DemoSet {

    /** Written last: a folder with it is complete. */
    private static final String MANIFEST = "made.json";

    /** Classes of a scene; with fewer scenes than that takes to show each class twice, more. */
    private static final int CLASSES = 4;

    /** At least: small files wait for the disk longer than they take to be made. */
    private static final int THREADS = 4;

    private final DatasetDefinition definition;
    private final DemoOptions options;
    private final Progress progress;
    private final long seed;

    private DemoSet(DatasetDefinition definition, DemoOptions options, Progress progress) {
        this.definition = definition;
        this.options = options;
        this.progress = progress;
        this.seed = SeededRandom.mix(options.seed(), definition.table().name().hashCode());
    }

    /**
     * Makes the copy, or finds it made.
     *
     * @param parent where the dataset's folder is to be, called as the dataset; made if it is missing
     * @param definition of the dataset
     * @param options how many entries, and how large
     * @param progress watches; one unit an entry
     * @return the dataset's folder
     * @throws InterruptedIOException if {@code progress} is cancelled; nothing is left of the copy then
     * @throws IOException if it cannot be written, another process is making it, or something that was not made so
     *     stands in its place
     */
    public static Path make(Path parent, DatasetDefinition definition, DemoOptions options, Progress progress)
            throws IOException {
        DemoSet set = new DemoSet(definition, options, progress);
        String text = Settings.of(options).toJson() + "\n";
        return new MadeFolder(parent, definition.table().name(), MANIFEST).make(text, set::write);
    }

    private void write(Path folder) throws IOException {
        DatasetTable table = definition.table();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int s = 0; s < table.splits().size(); s++) {
            counts.put(table.splits().get(s), s == 0 ? options.train() : options.validation());
        }
        progress.begin(table.name(), counts.values().stream().mapToInt(n -> n).sum());
        DemoFiles files = new DemoFiles(folder, definition, options.size(), seed);
        ExecutorService pool = Executors.newFixedThreadPool(
                Math.max(THREADS, Runtime.getRuntime().availableProcessors()));
        try {
            int number = 0;
            for (Map.Entry<String, Integer> split : counts.entrySet()) {
                if (split.getValue() > 0) {
                    List<ListRecord> entries = entries(files, deal(split.getValue(), split.getKey()), number, pool);
                    ListFile.write(folder.resolve(table.name() + "_" + split.getKey() + ".json"), entries);
                    number += entries.size();
                }
            }
        } finally {
            end(pool);
        }
        progress.end();
    }

    private List<ListRecord> entries(DemoFiles files, List<List<Integer>> hands, int first, ExecutorService pool)
            throws IOException {
        List<Future<ListRecord>> running = new ArrayList<>();
        for (int i = 0; i < hands.size(); i++) {
            int number = first + i;
            List<Integer> classes = hands.get(i);
            running.add(pool.submit(() -> files.write(number, classes)));
        }
        try {
            List<ListRecord> entries = new ArrayList<>();
            for (Future<ListRecord> one : running) {
                if (progress.cancelled()) {
                    throw new InterruptedIOException(
                            "making " + definition.table().name() + " was cancelled");
                }
                entries.add(one.get());
                progress.update((long) first + entries.size(), Map.of());
            }
            return entries;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("making " + definition.table().name() + " was interrupted");
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        } finally {
            // What runs is not interrupted: an interrupt closes files of libraries that are just being loaded.
            running.forEach(one -> one.cancel(false));
        }
    }

    /** Leaves nothing running: what is written last would outlive the folder. */
    private static void end(ExecutorService pool) throws IOException {
        pool.shutdown();
        try {
            while (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
                continue;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Deals the classes to the scenes of a split as cards, so that each is seen about as often as any other. */
    private List<List<Integer>> deal(int scenes, String split) {
        int all = definition.table().classes().size();
        int each = Math.min(all, Math.max(CLASSES, (2 * all + scenes - 1) / scenes));
        Random random = new Random(SeededRandom.mix(seed, 61, split.hashCode()));
        List<Integer> cards = new ArrayList<>();
        List<List<Integer>> hands = new ArrayList<>();
        for (int scene = 0; scene < scenes; scene++) {
            List<Integer> hand = new ArrayList<>();
            while (hand.size() < each) {
                if (cards.isEmpty()) {
                    for (int index = 0; index < all; index++) {
                        cards.add(index);
                    }
                    Collections.shuffle(cards, random);
                }
                Integer card = cards.stream()
                        .filter(c -> !hand.contains(c))
                        .findFirst()
                        .orElse(null);
                if (card == null) {
                    // What is left of the deck is in the hand already.
                    cards.clear();
                } else {
                    cards.remove(card);
                    hand.add(card);
                }
            }
            hands.add(hand);
        }
        return hands;
    }
}
