// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files of plug-ins that no state knows, as a process that was killed leaves them.
 *
 * @param folder of the plug-ins; need not be there
 * @param known names of the files that the state knows
 */
record Leftovers(Path folder, Set<String> known) {

    /** How the names of copies end that are not installed yet. */
    static final String STAGED = ".staged";

    private static final String JAR = ".jar";

    /**
     * Deletes them.
     *
     * @param before those that are newer may be of a process that is still at work, and stay
     * @throws IOException if the folder cannot be read, or one cannot be deleted
     */
    void delete(Instant before) throws IOException {
        for (Path file : files()) {
            try {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            } catch (NoSuchFileException e) {
                // Its own process has taken it away meanwhile.
            }
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(f -> f.toString().endsWith(JAR) || f.toString().endsWith(STAGED))
                    .filter(f -> !known.contains(f.getFileName().toString()))
                    .toList();
        }
    }
}
