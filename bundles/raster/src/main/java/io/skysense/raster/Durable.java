// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Files that appear under their name only when they are whole and on the disk. */
final class Durable {

    private Durable() {}

    /** A name beside the target, in the same file system, that nobody else uses. */
    static Path temporary(Path target) {
        return temporary(target, UUID.randomUUID().toString().substring(0, 8));
    }

    /** A name beside the target that a later process finds again. */
    static Path temporary(Path target, String tag) {
        Path absolute = target.toAbsolutePath();
        return absolute.resolveSibling("." + absolute.getFileName() + "." + tag + ".tmp");
    }

    /** Waits until a file, or the names in a folder, are on the disk. */
    static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Gives a finished file its name. */
    static void publish(Path temporary, Path target) throws IOException {
        Path absolute = target.toAbsolutePath();
        sync(temporary);
        Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(absolute.getParent());
    }

    /** Removes a temporary file and the companions GDAL made for it. */
    static void discard(Path temporary) throws IOException {
        Path folder = temporary.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return;
        }
        String prefix = temporary.getFileName().toString();
        DirectoryStream.Filter<Path> ours =
                path -> path.getFileName().toString().startsWith(prefix);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ours)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }
}
