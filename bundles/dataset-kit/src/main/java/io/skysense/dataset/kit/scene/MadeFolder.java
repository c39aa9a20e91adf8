// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A folder that appears under its name only when it is complete: it is made beside its place and then moved there. A
 * file in it, written last, says what it was made from.
 *
 * @param parent where the folder is to be
 * @param name of the folder
 * @param manifest name of that file
 */
record MadeFolder(Path parent, String name, String manifest) {

    /** Fills a folder. */
    @FunctionalInterface
    interface Content {
        /** Writes all files but the manifest. */
        void write(Path folder) throws IOException;
    }

    /**
     * Makes the folder, or finds it made. One that was made from something else is replaced.
     *
     * @param text what it is made from
     * @param content makes it
     * @return the folder
     * @throws IOException if it cannot be written, another process is making it, or something that was not made so
     *     stands in its place; nothing has changed then
     */
    Path make(String text, Content content) throws IOException {
        Files.createDirectories(parent);
        Path folder = parent.resolve(name);
        Path lockFile = parent.resolve("." + name + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (lock == null) {
                throw new IOException(folder + ": another process is making it");
            }
            if (!complete(folder, text)) {
                replace(folder, text, content);
            }
            return folder;
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private boolean complete(Path folder, String text) throws IOException {
        Path file = folder.resolve(manifest);
        return Files.isRegularFile(file) && Files.readString(file).equals(text);
    }

    private void replace(Path folder, String text, Content content) throws IOException {
        if (Files.exists(folder) && !Files.exists(folder.resolve(manifest))) {
            throw new IOException(
                    folder + ": stands there already and is no made set; move it or choose another place");
        }
        Path part = parent.resolve("." + name + ".part");
        Folders.delete(part);
        try {
            Files.createDirectories(part);
            content.write(part);
            Folders.write(part.resolve(manifest), text);
            Folders.delete(folder);
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.delete(part);
        }
    }
}
