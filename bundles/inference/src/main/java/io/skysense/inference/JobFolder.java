// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The folder {@code <output>.partial} in which a map grows: the journal, the unfinished rasters, and what rows of tiles
 * leave for the next. One process at a time holds it.
 */
final class JobFolder implements AutoCloseable {

    private static final String LOCK = "lock";

    private final Path folder;
    private final FileChannel lock;

    private JobFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Opens the folder of an output, making it if need be.
     *
     * @param output the map to write
     * @return the folder, locked; the caller closes it
     * @throws IOException if it cannot be made, or another job holds it
     */
    static JobFolder open(Path output) throws IOException {
        Path target = output.toAbsolutePath();
        Path folder = target.resolveSibling(target.getFileName() + ".partial");
        if (!Files.isDirectory(target.getParent())) {
            throw new IOException(output + ": cannot be written: no folder " + target.getParent());
        }
        if (Files.isDirectory(target)) {
            throw new IOException(output + ": cannot be written: a folder stands there");
        }
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw new IOException(folder + ": not a folder, but the unfinished map is to lie there", e);
            }
        } catch (IOException e) {
            throw new IOException(output + ": its folder cannot be written: " + reason(e), e);
        }
        return new JobFolder(folder, lock(folder, output));
    }

    /** {@return the place of the journal} */
    Path journal() {
        return folder.resolve("journal");
    }

    /** {@return the place of the unfinished class map} */
    Path map() {
        return folder.resolve("map.staged");
    }

    /** {@return the place of the unfinished probabilities} */
    Path probabilities() {
        return folder.resolve("probabilities.staged");
    }

    /** {@return the place of what rows of tiles share} */
    Path overlaps() {
        return folder.resolve("overlaps");
    }

    /** {@return whether all that a journal speaks of is there} */
    boolean complete(boolean probabilities) {
        return Files.exists(map()) && Files.exists(overlaps()) && (!probabilities || Files.exists(probabilities()));
    }

    /**
     * Forgets an earlier job.
     *
     * @throws IOException if a file cannot be deleted
     */
    void clear() throws IOException {
        // The journal first: without it the rest promises nothing.
        for (Path file : List.of(journal(), map(), probabilities(), overlaps())) {
            Files.deleteIfExists(file);
        }
    }

    /**
     * Deletes the folder.
     *
     * @throws IOException if something in it cannot be deleted
     */
    void remove() throws IOException {
        clear();
        Files.deleteIfExists(folder.resolve(LOCK));
        Files.deleteIfExists(folder);
    }

    /** Gives the folder back. */
    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static FileChannel lock(Path folder, Path output) throws IOException {
        Path file = folder.resolve(LOCK);
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException(output + ": its folder cannot be written: " + reason(e), e);
        }
        try {
            // A job that ended meanwhile has deleted the file, and a lock on it would bind nobody.
            if (channel.tryLock() != null && Files.exists(file)) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Another job of this process: the same answer.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new IOException(output + ": another prediction is writing it");
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such folder";
        }
        return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
    }
}
