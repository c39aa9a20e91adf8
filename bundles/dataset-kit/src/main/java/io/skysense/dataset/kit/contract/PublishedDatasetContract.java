// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.SizeMismatch;
import io.skysense.dataset.kit.DatasetFolder;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.layout.FileLayout;
import io.skysense.dataset.kit.list.ListFile;
import io.skysense.dataset.kit.list.ListRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What the reader of a published dataset keeps to as well. The copy has the published folders, and list files whose
 * entries number the classes as the reference does: both ways in must lead to the same.
 */
public abstract class PublishedDatasetContract extends DatasetReaderContract {

    /** For subclasses. */
    protected PublishedDatasetContract() {}

    @Override
    protected abstract ListedReader reader();

    /**
     * Lists of the copy, {@code <name>_<list>.json}, that give the first training samples with labels written in
     * another way.
     *
     * @return their names
     */
    protected List<String> otherLists() {
        return List.of();
    }

    /**
     * Reads a label of the copy, of upright stripes of equal width.
     *
     * @param split its split
     * @param index 0 to size-1
     * @param count how many stripes it has
     * @return the class index of each, from left to right
     * @throws IOException if it cannot be read
     */
    protected List<Integer> stripes(String split, int index, int count) throws IOException {
        return TinyCopy.stripes(read(split, index).label().orElseThrow(), count);
    }

    /**
     * Opens the copy with another list of training samples.
     *
     * @param list as in {@link #otherLists}
     * @return the dataset; the caller closes it
     * @throws IOException if it cannot be opened
     */
    protected Dataset open(String list) throws IOException {
        String name = reader().table().name();
        Path file = folder.resolve(name).resolve(name + "_" + list + ".json");
        return reader().open(new DatasetOptions(folder, Map.of("train", file), Set.of(), SizeMismatch.FAIL));
    }

    @Test
    void theFoldersGiveTheEntriesOfTheLists() throws IOException {
        Path own = folder.resolve(reader().table().name());
        for (String split : reader().table().splits()) {
            List<ListRecord> found = reader().index(own, split);
            assertFalse(found.isEmpty(), split);
            FileLayout layout = reader().definition().files();
            Path list = new DatasetFolder(own).list(reader().table().name(), split, layout);
            assertEquals(paths(ListFile.read(list, layout.keys()).records()), paths(found), split);
        }
    }

    private static Set<String> paths(List<ListRecord> entries) {
        Set<String> paths = new TreeSet<>();
        entries.forEach(e -> paths.add(e.hr() + " " + e.s2() + " " + e.s1() + " " + e.target()));
        assertEquals(entries.size(), paths.size(), "entries that stand twice");
        return paths;
    }

    @Test
    void theListsNameTheClassesOfTheLabels() throws IOException {
        try (Dataset dataset = reader().open(DatasetOptions.of(folder))) {
            for (String split : reader().table().splits()) {
                for (int i = 0; i < dataset.size(split); i++) {
                    LabelMap label =
                            dataset.read(split, i).orElseThrow().label().orElseThrow();
                    Set<Integer> present = new TreeSet<>();
                    for (byte c : label.classes()) {
                        present.add(c & 0xff);
                    }
                    present.remove(ClassTable.IGNORE);
                    assertEquals(present, new TreeSet<>(dataset.classes(split, i)), split + " " + i);
                }
            }
        }
    }

    @Test
    void labelsWrittenInOtherWaysHoldTheSameClasses() throws IOException {
        for (String list : otherLists()) {
            try (Dataset usual = reader().open(DatasetOptions.of(folder));
                    Dataset other = open(list)) {
                assertFalse(other.size("train") == 0, list);
                for (int i = 0; i < other.size("train"); i++) {
                    assertArrayEquals(
                            usual.read("train", i)
                                    .orElseThrow()
                                    .label()
                                    .orElseThrow()
                                    .classes(),
                            other.read("train", i)
                                    .orElseThrow()
                                    .label()
                                    .orElseThrow()
                                    .classes(),
                            list + " " + i);
                    assertEquals(usual.classes("train", i), other.classes("train", i), list + " " + i);
                }
            }
        }
    }
}
