// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.api.data.SizeMismatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link DatasetReader} keeps to. The test of a dataset bundle extends this class, says which reader it is
 * about, and makes a tiny copy of the dataset in its true layout and formats. The copy is made once for all tests of
 * the class, which leave it as it is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DatasetReaderContract {

    /** Holds the copy. */
    protected Path folder;

    private Path root;

    /** For subclasses. */
    protected DatasetReaderContract() {}

    /** {@return the reader to test} */
    protected abstract DatasetReader reader();

    /**
     * Makes a tiny copy of the dataset: every split of the table with at least one sample, every modality in at least
     * one, all samples in order.
     *
     * @param parent an empty folder
     * @return the dataset's own folder in it
     * @throws IOException if it cannot be written
     */
    protected abstract Path makeCopy(Path parent) throws IOException;

    @BeforeAll
    void make(@TempDir Path temporary) throws IOException {
        folder = temporary;
        root = makeCopy(folder);
    }

    /**
     * Reads a sample of the copy.
     *
     * @param split its split
     * @param index 0 to size-1
     * @return the sample
     * @throws IOException if it cannot be read
     */
    protected Sample read(String split, int index) throws IOException {
        try (Dataset dataset = open(root)) {
            return dataset.read(split, index).orElseThrow();
        }
    }

    private Dataset open(Path at) throws IOException {
        return reader().open(DatasetOptions.of(at));
    }

    @Test
    void theTableSaysEverything() {
        DatasetTable table = reader().table();
        for (String text : List.of(table.name(), table.title(), table.licence(), table.homepage(), table.obtain())) {
            assertFalse(text.isBlank());
        }
        assertFalse(table.bands().isEmpty());
        assertFalse(table.splits().isEmpty());
        assertEquals(
                table.bands().size(),
                table.bands().stream().map(BandTable::modality).distinct().count());
        assertEquals(table, reader().table());
    }

    @Test
    void everySampleIsWhatTheTableSays() throws IOException {
        DatasetTable table = reader().table();
        try (Dataset dataset = open(root)) {
            assertEquals(table, dataset.table());
            for (String split : table.splits()) {
                assertTrue(dataset.size(split) > 0, split);
                for (int i = 0; i < dataset.size(split); i++) {
                    Samples.check(table, dataset.read(split, i).orElseThrow(), split + " " + i);
                }
            }
        }
    }

    @Test
    void theFolderAboveDoesAsWell() throws IOException {
        try (Dataset own = open(root);
                Dataset above = open(root.getParent())) {
            for (String split : reader().table().splits()) {
                assertEquals(own.size(split), above.size(split));
                Samples.assertSame(
                        own.read(split, 0).orElseThrow(), above.read(split, 0).orElseThrow());
            }
        }
    }

    @Test
    void readingIsRandomAccessAndSafeForThreads() throws Exception {
        String split = reader().table().splits().get(0);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Dataset dataset = open(root)) {
            List<Sample> inOrder = IntStream.range(0, dataset.size(split))
                    .mapToObj(i -> read(dataset, split, i))
                    .toList();
            List<Future<Sample>> again = IntStream.range(0, 8 * inOrder.size())
                    .mapToObj(n -> threads.submit(() -> read(dataset, split, n % inOrder.size())))
                    .toList();
            for (int n = again.size() - 1; n >= 0; n--) {
                Samples.assertSame(inOrder.get(n % inOrder.size()), again.get(n).get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Sample read(Dataset dataset, String split, int index) {
        try {
            return dataset.read(split, index).orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    @Test
    void onlyTheModalitiesAskedForAreRead() throws IOException {
        for (BandTable bands : reader().table().bands()) {
            Modality wanted = bands.modality();
            DatasetOptions options = new DatasetOptions(root, Map.of(), Set.of(wanted), SizeMismatch.CROP);
            boolean seen = false;
            try (Dataset dataset = reader().open(options)) {
                String split = reader().table().splits().get(0);
                for (int i = 0; i < dataset.size(split) && !seen; i++) {
                    try {
                        Sample sample = dataset.read(split, i).orElseThrow();
                        assertEquals(Set.of(wanted), sample.images().keySet());
                        seen = true;
                    } catch (DatasetException e) {
                        // This sample has not been seen by that sensor.
                        continue;
                    }
                }
            }
            assertTrue(seen, wanted + " in no sample");
        }
    }

    @Test
    void aMissingFolderOrListFileIsNamed() throws IOException {
        Path none = folder.resolve("none");
        IOException noFolder = assertThrows(IOException.class, () -> open(none));
        assertTrue(noFolder.getMessage().contains(none.toString()), noFolder.getMessage());
        try (Dataset dataset = open(root)) {
            IOException noList = assertThrows(IOException.class, () -> dataset.size("no-such-split"));
            assertTrue(noList.getMessage().contains("no-such-split"), noList.getMessage());
        }
        Path noList = folder.resolve("none.json");
        DatasetOptions options = new DatasetOptions(root, Map.of("x", noList), Set.of(), SizeMismatch.CROP);
        IOException named = assertThrows(IOException.class, () -> reader().open(options));
        assertTrue(named.getMessage().contains(noList.toString()), named.getMessage());
    }

    @Test
    void missingAndDamagedFilesAreNamedAndNothingElseHappens() throws IOException {
        new Damage(reader(), root).run();
    }
}
