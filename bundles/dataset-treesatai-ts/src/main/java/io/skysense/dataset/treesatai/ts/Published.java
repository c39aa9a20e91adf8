// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.treesatai.ts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Where the unpacked archives have their files. */
final class Published {

    private static final int MOST_FOLDERS_DEEP = 3;

    private Published() {}

    /**
     * Finds a file that lies in the dataset's folder or in one below it.
     *
     * @param folder the dataset's
     * @param below the folder below it
     * @param name of the file
     * @return the file, if it is there
     */
    static Optional<Path> find(Path folder, String below, String name) {
        return Stream.of(folder.resolve(below).resolve(name), folder.resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /**
     * Finds files by the patch that they belong to.
     *
     * @param folder the dataset's
     * @param below the folder below it, which may have folders of its own
     * @param suffix of their names
     * @return paths below the dataset's folder, by patch; a year that ends a name is no part of it
     * @throws IOException if the folder cannot be read
     */
    static Map<String, String> files(Path folder, String below, String suffix) throws IOException {
        Map<String, String> byPatch = new TreeMap<>();
        if (!Files.isDirectory(folder.resolve(below))) {
            return byPatch;
        }
        try (Stream<Path> files = Files.walk(folder.resolve(below), MOST_FOLDERS_DEEP)) {
            files.filter(file -> file.getFileName().toString().endsWith(suffix)).forEach(file -> {
                String name = file.getFileName().toString();
                String patch =
                        name.substring(0, name.length() - suffix.length()).replaceFirst("_20\\d\\d$", "");
                byPatch.put(patch, folder.relativize(file).toString().replace('\\', '/'));
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return byPatch;
    }
}
