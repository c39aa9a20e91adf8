// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.gdal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks a library of the system against what Debian's package manager wrote down when it installed it. */
final class SystemPackage {

    private static final Path RECORDS = Path.of("/var/lib/dpkg/info");

    private SystemPackage() {}

    /**
     * Checks a file; one that no package of GDAL brought cannot be checked, and passes.
     *
     * @param file a library, or a link to it
     * @throws UnsatisfiedLinkError if it is not as it was installed, or cannot be read
     */
    static void requireAsInstalled(Path file) {
        requireAsInstalled(file, RECORDS);
    }

    static void requireAsInstalled(Path file, Path records) {
        try {
            Path real = file.toRealPath();
            Optional<Entry> entry = entry(real, records);
            if (entry.isEmpty()) {
                return;
            }
            try (InputStream content = Files.newInputStream(real)) {
                if (!Digest.of("MD5", content).equals(entry.get().md5())) {
                    throw new UnsatisfiedLinkError(real + " is damaged: it is not as its package installed it"
                            + " (apt-get install --reinstall " + entry.get().name() + ")");
                }
            }
        } catch (IOException e) {
            throw new UnsatisfiedLinkError(file + " cannot be read: " + e.getMessage());
        }
    }

    /** What a package says of a file. */
    private record Entry(String name, String md5) {}

    private static Optional<Entry> entry(Path file, Path records) throws IOException {
        if (!Files.isDirectory(records)) {
            return Optional.empty();
        }
        String end = "  " + file.toString().substring(1); // paths are kept without the first slash
        try (DirectoryStream<Path> lists = Files.newDirectoryStream(records, "libgdal*.md5sums")) {
            for (Path list : lists) {
                try (Stream<String> lines = Files.lines(list)) {
                    Optional<String> line = lines.filter(l -> l.endsWith(end)).findFirst();
                    if (line.isPresent()) {
                        String name = list.getFileName().toString().replaceFirst("(:[^:]*)?\\.md5sums$", "");
                        return Optional.of(new Entry(
                                name, line.get().substring(0, line.get().indexOf(' '))));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
