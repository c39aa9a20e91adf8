// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A framework's storage folder, held by this process alone until it is closed.
 *
 * <p>Under the root lie as many folders as processes have run at once, each with a lock. A folder is
 * used again only if the process before left it through {@link #keep} with the same fingerprint;
 * whatever a killed process left is deleted. Native libraries are unpacked anew from their jars, whose
 * checksums the framework's copies would escape.
 */
final class Storage implements AutoCloseable {

    private static final int MOST = 256;

    /** Felix unpacks the libraries of a jar into BUNDLE/VERSION/NAME-lib. */
    private static final String LIBRARIES = ".jar-lib";

    private static final int LIBRARIES_DEPTH = 3;

    private final FileChannel lock;
    private final Path folder;
    private final Path stamp;
    private final String fingerprint;
    private final boolean reused;

    private Storage(FileChannel lock, Path root, int slot, String fingerprint) throws IOException {
        this.lock = lock;
        this.folder = root.resolve(Integer.toString(slot));
        this.stamp = root.resolve(slot + ".stamp");
        this.fingerprint = fingerprint;
        this.reused = fingerprint.equals(takeStamp()) && Files.isDirectory(folder);
        if (reused) {
            deleteLibraries(folder);
        } else {
            delete(folder);
        }
    }

    /**
     * Takes a folder.
     *
     * @param root where the folders lie
     * @param fingerprint of what is installed
     * @return the folder; the caller closes it
     */
    static Storage open(Path root, String fingerprint) {
        try {
            Files.createDirectories(root);
            for (int slot = 0; slot < MOST; slot++) {
                FileChannel lock = tryLock(root.resolve(slot + ".lock"));
                if (lock != null) {
                    return locked(lock, root, slot, fingerprint);
                }
            }
        } catch (IOException e) {
            throw new LaunchException("no storage in " + root + " (XDG_CACHE_HOME moves it): " + e, e);
        }
        throw new LaunchException(MOST + " processes hold the storage in " + root);
    }

    private static Storage locked(FileChannel lock, Path root, int slot, String fingerprint) throws IOException {
        try {
            return new Storage(lock, root, slot, fingerprint);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static FileChannel tryLock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null; // held by this very process
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? null : channel;
    }

    /** {@return the folder} */
    Path folder() {
        return folder;
    }

    /** {@return whether the folder holds what an earlier process installed} */
    boolean reused() {
        return reused;
    }

    /** Says that the framework has stopped in good order and that its bundles are those of the fingerprint. */
    void keep() {
        try {
            Files.writeString(stamp, fingerprint);
        } catch (IOException e) {
            throw new LaunchException("cannot write " + stamp + ": " + e, e);
        }
    }

    /** Lets the next process have the folder. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new LaunchException("cannot release " + folder + ": " + e, e);
        }
    }

    private String takeStamp() throws IOException {
        try {
            String found = Files.readString(stamp);
            Files.delete(stamp);
            return found;
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static void deleteLibraries(Path folder) throws IOException {
        try (Stream<Path> found = Files.find(
                folder, LIBRARIES_DEPTH, (path, attributes) -> path.toString().endsWith(LIBRARIES))) {
            for (Path unpacked : found.toList()) {
                delete(unpacked);
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> files = Files.walk(tree)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
