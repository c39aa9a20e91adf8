// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes files that are complete or absent: into a temporary file of the same folder, flushed to the device, then renamed.
 *
 * <p>A reader, and the machine after a crash at any moment, sees the old content or the new, never a part.
 */
public final class AtomicFile {

    private static final String SUFFIX = ".tmp";

    private AtomicFile() {}

    /** Fills a file. */
    @FunctionalInterface
    public interface Body {

        /**
         * Writes the content.
         *
         * @param out the temporary file, empty, readable and writable
         * @throws IOException if writing fails; the old file then stays
         */
        void write(FileChannel out) throws IOException;
    }

    /**
     * Writes a file, replacing what was there.
     *
     * @param file the file; its folder exists
     * @param body gives its content
     * @throws CheckpointException if it cannot be written; nothing has changed then
     */
    public static void write(Path file, Body body) throws CheckpointException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        Path temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + SUFFIX);
        try {
            try (FileChannel out = FileChannel.open(
                    temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                body.write(out);
                out.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(folder);
        } catch (IOException e) {
            throw CheckpointException.of(file, "cannot be written", e);
        } finally {
            delete(temporary);
        }
    }

    /**
     * Writes a text file in UTF-8, replacing what was there.
     *
     * @param file the file; its folder exists
     * @param text its content
     * @throws CheckpointException if it cannot be written; nothing has changed then
     */
    public static void write(Path file, String text) throws CheckpointException {
        write(file, out -> {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        });
    }

    /**
     * Deletes what killed writers left in a folder. Only for one who knows that nobody writes there now.
     *
     * @param folder the folder
     * @throws IOException if the folder cannot be read
     */
    static void deleteLeftovers(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, AtomicFile::isTemporary)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** {@return whether a file is one that a killed writer left} */
    static boolean isTemporary(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".") && name.endsWith(SUFFIX);
    }

    /** A rename is on the device only when its folder is. */
    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void delete(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            System.getLogger(AtomicFile.class.getName())
                    .log(System.Logger.Level.WARNING, () -> temporary + " is left behind: " + e.getMessage());
        }
    }
}
