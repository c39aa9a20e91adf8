// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.natives;

import io.skysense.engine.natives.NativeSet.NativeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A folder in which native libraries are unpacked once, and checked before each use.
 *
 * <p>A file is trusted while its size and time are those of the last full check; anything else is
 * digested again, and unpacked anew if the digest is wrong. Processes that come at the same moment
 * wait for one another on a lock file; a file appears under its name only when it is complete.
 */
public final class NativeCache {

    private static final Object IN_PROCESS = new Object();

    private final Path base;
    private final ClassLoader loader;

    /**
     * Uses a folder.
     *
     * @param base where the sets are kept; made if absent
     * @param loader where the resources are found
     */
    public NativeCache(Path base, ClassLoader loader) {
        this.base = base;
        this.loader = loader;
    }

    /** {@return {@code $SKYSENSE_CACHE}, else {@code skysense} in the user's cache folder} */
    public static Path defaultFolder() {
        String own = System.getenv("SKYSENSE_CACHE");
        if (own != null && !own.isBlank()) {
            return Path.of(own);
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path cache = xdg != null && !xdg.isBlank() ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
        return cache.resolve("skysense");
    }

    /**
     * Makes sure that every library of a set is there and sound.
     *
     * @param set the libraries
     * @return the folder that holds them
     * @throws NativeLibraryException if one is missing from the class path, damaged there, or cannot be written
     */
    public Path require(NativeSet set) {
        Path folder = base.resolve(set.name());
        try {
            if (!trusted(set, folder)) {
                Files.createDirectories(folder);
                synchronized (IN_PROCESS) {
                    repair(set, folder);
                }
            }
            return folder;
        } catch (IOException e) {
            String reason = e instanceof FileSystemException said && said.getReason() != null
                    ? said.getReason()
                    : String.valueOf(e.getMessage());
            throw new NativeLibraryException(
                    folder + ": native libraries cannot be unpacked: " + reason + " (SKYSENSE_CACHE moves the folder)",
                    e);
        }
    }

    private void repair(NativeSet set, Path folder) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid() || trusted(set, folder)) {
                return;
            }
            for (NativeFile file : set.files()) {
                Path target = folder.resolve(file.name());
                if (!Files.isRegularFile(target)
                        || Files.size(target) != file.size()
                        || !digest(target).equals(file.sha256())) {
                    unpack(file, target);
                }
            }
            Path stamp = folder.resolve(".stamp.part");
            Files.writeString(stamp, stamp(set, folder));
            Files.move(stamp, folder.resolve(".stamp"), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void unpack(NativeFile file, Path target) throws IOException {
        Path part = target.resolveSibling(file.name() + ".part");
        try (InputStream in = loader.getResourceAsStream(file.resource())) {
            if (in == null) {
                throw new NativeLibraryException(
                        "native library " + file.resource() + " is not on the class path; install the natives jar",
                        null);
            }
            MessageDigest digest = sha256();
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(part), digest)) {
                in.transferTo(out);
            }
            if (Files.size(part) != file.size()
                    || !HexFormat.of().formatHex(digest.digest()).equals(file.sha256())) {
                throw new NativeLibraryException(
                        "native library " + file.resource() + " is damaged in its jar; fetch the jar again", null);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static boolean trusted(NativeSet set, Path folder) throws IOException {
        try {
            return Files.readString(folder.resolve(".stamp")).equals(stamp(set, folder));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static String stamp(NativeSet set, Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        for (NativeFile file : set.files()) {
            Path path = folder.resolve(file.name());
            text.append(file.sha256()).append(' ').append(Files.size(path)).append(' ');
            text.append(Files.getLastModifiedTime(path).toInstant())
                    .append(' ')
                    .append(file.name())
                    .append('\n');
        }
        return text.toString();
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
