// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.project.commands;

import io.skysense.shell.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes a project: all of it or nothing, and over nothing that is there. */
final class ProjectFolder {

    private ProjectFolder() {}

    /**
     * Makes the folder.
     *
     * @param folder must not be there yet
     * @param files text by path
     * @throws CommandException if it is there
     * @throws IOException if it cannot be written
     */
    static void write(Path folder, Map<String, String> files) throws CommandException, IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new CommandException(folder + " is there already: name another folder with --out");
        }
        Path whole = folder.toAbsolutePath().normalize();
        Files.createDirectories(whole.getParent());
        Path part = Files.createTempDirectory(whole.getParent(), "." + whole.getFileName() + "-");
        try {
            Path project = part.resolve("project");
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path to = project.resolve(file.getKey());
                Files.createDirectories(to.getParent());
                Files.writeString(to, file.getValue());
            }
            Files.move(project, whole, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(part);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
