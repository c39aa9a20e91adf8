// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Tells kinds of JSON file apart by the key that each must carry. */
record JsonKind(String key) {

    /** {@return whether the file is JSON and has the key} */
    boolean is(Path file) {
        if (!file.toString().endsWith(".json")) {
            return false;
        }
        try {
            return Files.readString(file).contains('"' + key + '"');
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Lists the files of this kind.
     *
     * @param folder a folder, or null
     * @return its files of this kind by name; none if there is no such folder
     */
    List<Path> in(String folder) throws IOException {
        if (folder == null || !Files.isDirectory(Path.of(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(this::is).sorted().toList();
        }
    }
}
