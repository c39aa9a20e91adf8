// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.flood3i;

import io.skysense.api.data.DatasetException;
import io.skysense.dataset.kit.list.ListRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tiles {@code Images/10165_0_0.jpg} with labels {@code Semantic_mask/10165_lab_0_0.png}. */
final class Tiles {

    private static final String IMAGES = "Images";
    private static final String LABELS = "Semantic_mask";

    private Tiles() {}

    /**
     * Finds tiles.
     *
     * @param folder the dataset's folder
     * @param type of the entries
     * @param wanted says it of the name of an image
     * @return their entries, sorted by name; none if the folder has no images
     * @throws DatasetException if a tile has no label; names it
     * @throws IOException if the folder cannot be read
     */
    static List<ListRecord> find(Path folder, String type, Predicate<String> wanted) throws IOException {
        Path images = folder.resolve(IMAGES);
        if (!Files.isDirectory(images)) {
            return List.of();
        }
        List<String> names;
        try (Stream<Path> files = Files.list(images)) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jpg") && wanted.test(name))
                    .sorted()
                    .toList();
        }
        String own = folder.toAbsolutePath().normalize().getFileName() + "/";
        List<ListRecord> entries = new ArrayList<>();
        for (String name : names) {
            String label = name.replaceFirst("_", "_lab_").replaceFirst("\\.jpg$", ".png");
            if (!Files.isRegularFile(folder.resolve(LABELS).resolve(label))) {
                throw new DatasetException(
                        folder.resolve(LABELS).resolve(label) + ": no such file; it is the label of " + name);
            }
            entries.add(new ListRecord(
                    Optional.of(own + IMAGES + "/" + name),
                    List.of(),
                    List.of(),
                    Optional.of(own + LABELS + "/" + label),
                    type,
                    List.of(),
                    List.of(),
                    List.of()));
        }
        return entries;
    }
}
