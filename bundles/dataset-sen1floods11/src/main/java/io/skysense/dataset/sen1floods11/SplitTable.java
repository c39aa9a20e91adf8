// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.sen1floods11;

import io.skysense.api.data.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The published tables of the splits: two columns, the names of a Sentinel-1 image and of its label. */
final class SplitTable {

    private static final int MOST_FOLDERS_DEEP = 16;

    private SplitTable() {}

    /**
     * Reads the table of a split.
     *
     * @param folder the dataset's folder, which has the table anywhere in it
     * @param split its name here
     * @return names of label files
     * @throws DatasetException if the table is missing or a line of it has no two columns; names it
     * @throws IOException if it cannot be read
     */
    static Set<String> labels(Path folder, String split) throws IOException {
        Path table = find(folder, "flood_" + (split.equals("val") ? "valid" : split) + "_data.csv");
        Set<String> labels = new TreeSet<>();
        List<String> lines = Files.readAllLines(table);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            String[] columns = lines.get(i).strip().split(",");
            if (columns.length != 2) {
                throw new DatasetException(
                        table + ": line " + (i + 1) + ": the names of an image and of its label are expected");
            }
            labels.add(columns[1].strip());
        }
        return labels;
    }

    private static Path find(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder, MOST_FOLDERS_DEEP)) {
            return files.filter(file -> file.getFileName().toString().equals(name))
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> new DatasetException(folder + ": has no " + name
                            + ", which says what belongs to the split; it is in splits/flood_handlabeled"));
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
