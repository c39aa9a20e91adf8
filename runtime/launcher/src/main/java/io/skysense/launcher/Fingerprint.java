// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Digests by which a start tells that nothing has changed since the one before. */
final class Fingerprint {

    private Fingerprint() {}

    /**
     * Digests files without reading them. Reproducible builds give every file the same modification
     * time, so the time of the last change of its inode is taken: copying and replacing moves it.
     *
     * @param files the files
     * @return a digest of path, size and time of each
     */
    static String of(List<Path> files) {
        StringBuilder text = new StringBuilder();
        for (Path file : files) {
            try {
                Map<String, Object> found = Files.readAttributes(file, "unix:size,ctime");
                text.append(file).append(' ').append(found).append('\n');
            } catch (IOException e) {
                throw new LaunchException(file + ": cannot be read: " + e, e);
            }
        }
        return of(text.toString());
    }

    /** {@return a digest of the text: 64 hexadecimal digits} */
    static String of(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has SHA-256
        }
    }
}
