// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.gdal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Checks the JNI library against the digest that its build wrote beside it, {@code NAME.sha256}: a flipped bit in
 * machine code is told by nothing else.
 */
final class JniLibrary {

    private static final String SUFFIX = ".sha256";

    private JniLibrary() {}

    /**
     * Checks a file; one that is not there is left to the loader.
     *
     * @param file the library
     * @throws UnsatisfiedLinkError if it is damaged or cannot be read
     */
    static void requireSound(Path file) {
        Path record = file.resolveSibling(file.getFileName() + SUFFIX);
        if (Files.isRegularFile(file)) {
            try {
                String said = Files.exists(record) ? Files.readString(record) : null;
                requireSound(file.toString(), Files.readAllBytes(file), said);
            } catch (IOException e) {
                throw unreadable(file.toString(), e);
            }
        }
    }

    /**
     * Checks a resource of this bundle; one that is not there is left to the loader.
     *
     * @param resource absolute name of the library
     * @throws UnsatisfiedLinkError if it is damaged or cannot be read
     */
    static void requireSoundInBundle(String resource) {
        try (InputStream content = JniLibrary.class.getResourceAsStream(resource);
                InputStream record = JniLibrary.class.getResourceAsStream(resource + SUFFIX)) {
            if (content != null) {
                String said = record == null ? null : new String(record.readAllBytes(), StandardCharsets.US_ASCII);
                requireSound(resource, content.readAllBytes(), said);
            }
        } catch (IOException e) {
            throw unreadable(resource, e);
        }
    }

    /** The record is a line of sha256sum; null if the library was built without one. */
    private static void requireSound(String name, byte[] content, String record) throws IOException {
        SharedObject.requireWhole(name, content, content.length);
        if (record != null && !record.startsWith(Digest.of("SHA-256", new ByteArrayInputStream(content)))) {
            throw new UnsatisfiedLinkError(name + " is damaged: its SHA-256 is not the one that its build recorded");
        }
    }

    private static UnsatisfiedLinkError unreadable(String name, IOException e) {
        return new UnsatisfiedLinkError(name + " cannot be read: " + e.getMessage());
    }
}
