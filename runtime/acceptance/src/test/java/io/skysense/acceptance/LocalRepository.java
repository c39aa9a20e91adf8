// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Maven has fetched for the user, but for what is in there of this platform, which may be of another build: links to
 * the user's local repository, which are there until this is closed.
 *
 * @param folder where Maven finds them, and puts what is missing
 * @param links to the folders of the user's
 */
record LocalRepository(Path folder, List<Path> links) implements AutoCloseable {

    static LocalRepository open(Path folder) throws IOException {
        LocalRepository repository = new LocalRepository(folder, new ArrayList<>());
        Path users = Path.of(System.getProperty("skysense.maven.local"));
        repository.link(users, folder, "io");
        repository.link(users.resolve("io"), folder.resolve("io"), "skysense");
        return repository;
    }

    private void link(Path users, Path own, String but) throws IOException {
        Files.createDirectories(own);
        try (Stream<Path> files = Files.list(users)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!file.endsWith(but)) {
                    links.add(Files.createSymbolicLink(own.resolve(file.getFileName()), file));
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Path link : links) {
            Files.delete(link);
        }
    }
}
