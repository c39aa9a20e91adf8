// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import io.skysense.api.data.DatasetException;
import io.skysense.dataset.kit.layout.FileLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A data folder: one dataset's own folder, or the one above it. The list file of a split is
 * {@code <name>_<split>.json}, in the folder or in {@code <name>/} below it.
 *
 * @param path the folder
 */
public record DatasetFolder(Path path) {

    /**
     * Finds the list file of a split.
     *
     * @param name the dataset
     * @param split the split
     * @return the file
     * @throws DatasetException if the folder or the file is missing; names the places looked at
     */
    public Path list(String name, String split) throws DatasetException {
        checkFolder();
        Path here = path.resolve(name + "_" + split + ".json");
        Path below = path.resolve(name).resolve(name + "_" + split + ".json");
        if (Files.isRegularFile(here)) {
            return here;
        }
        if (Files.isRegularFile(below)) {
            return below;
        }
        throw new DatasetException(here + ": no such list file, nor " + below);
    }

    /**
     * Finds the list file of a split, that of the reference where there is none of the usual name.
     *
     * @param name the dataset
     * @param split the split
     * @param layout what the reference calls its list files
     * @return the file
     * @throws DatasetException if the folder or the file is missing; names the places looked at
     */
    public Path list(String name, String split, FileLayout layout) throws DatasetException {
        String theirs = layout.lists().get(split);
        try {
            return list(name, split);
        } catch (DatasetException e) {
            if (theirs == null || !Files.isDirectory(path)) {
                throw e;
            }
            Path file = Path.of(theirs).getFileName();
            List<Path> places = List.of(path.resolve(file), path.resolve(name).resolve(file), path.resolve(theirs));
            return places.stream()
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow(() -> new DatasetException(e.getMessage() + ", nor " + file, e));
        }
    }

    /**
     * Names the datasets that have a list file of a split here.
     *
     * @param split the split
     * @return their names, sorted
     * @throws IOException if the folder is missing or cannot be read
     */
    public Set<String> datasets(String split) throws IOException {
        checkFolder();
        String end = "_" + split + ".json";
        Set<String> names = new TreeSet<>();
        for (Path file : children(path)) {
            String name = file.getFileName().toString();
            if (name.endsWith(end) && name.length() > end.length() && Files.isRegularFile(file)) {
                names.add(name.substring(0, name.length() - end.length()));
            } else if (Files.isRegularFile(file.resolve(name + end))) {
                names.add(name);
            }
        }
        return names;
    }

    /**
     * Names the only dataset here.
     *
     * @param split the split whose list file shows it
     * @return its name
     * @throws DatasetException if there is none or more than one
     * @throws IOException if the folder cannot be read
     */
    public String onlyDataset(String split) throws IOException {
        List<String> names = new ArrayList<>(datasets(split));
        if (names.isEmpty()) {
            throw new DatasetException(path + ": no list file <dataset>_" + split + ".json");
        }
        if (names.size() > 1) {
            throw new DatasetException(
                    path + ": several datasets: " + String.join(", ", names) + "; set data.dataset to one of them");
        }
        return names.get(0);
    }

    private void checkFolder() throws DatasetException {
        if (!Files.isDirectory(path)) {
            throw new DatasetException(path + (Files.exists(path) ? ": not a folder" : ": no such folder"));
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
