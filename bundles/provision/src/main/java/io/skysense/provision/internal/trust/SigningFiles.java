// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The files of a jar that its signatures consist of: the manifest with a digest of every entry, signature files with a
 * digest of the manifest, and blocks that sign these. Java's own check lets entries be missing and parts of the manifest
 * change; this one does not.
 *
 * @param manifest as it stands in the jar; empty without one
 * @param signatures the signature files by name
 * @param blocks names of the blocks
 * @param entries names of all entries
 */
public record SigningFiles(byte[] manifest, Map<String, byte[]> signatures, Set<String> blocks, Set<String> entries) {

    private static final String FOLDER = "META-INF/";
    private static final String SIGNATURE = ".SF";
    private static final Set<String> BLOCKS = Set.of(".RSA", ".DSA", ".EC");
    private static final List<String> STRONG = List.of("SHA-512", "SHA-384", "SHA-256");
    private static final String DIGEST = "-Digest";

    /** Of these files together, which Java reads at one go. */
    private static final int MOST_BYTES = 16 << 20;

    private static final int MOST_FILES = 32;

    /**
     * Reads them, and nothing else.
     *
     * @param jar any zip
     * @throws IOException if they are larger than those of any bundle, or an entry is there twice
     */
    public static SigningFiles read(Path jar) throws IOException {
        byte[] manifest = new byte[0];
        Map<String, byte[]> signatures = new TreeMap<>();
        Set<String> blocks = new HashSet<>();
        Set<String> entries = new HashSet<>();
        int left = MOST_BYTES;
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName();
                if (!entries.add(name) && !entry.isDirectory()) {
                    throw new IOException("two entries are called " + name);
                }
                if (!isSigning(name.toUpperCase(Locale.ROOT))) {
                    continue;
                }
                if (!isSigning(name) || signatures.size() + blocks.size() >= MOST_FILES) {
                    throw new IOException(name + ": no name of a file of a signature, or too many of them");
                }
                byte[] content = content(zip, entry, left);
                left -= content.length;
                if (name.equals(JarFile.MANIFEST_NAME)) {
                    manifest = content;
                } else if (name.endsWith(SIGNATURE)) {
                    signatures.put(name, content);
                } else {
                    blocks.add(name);
                }
            }
        }
        return new SigningFiles(manifest, signatures, blocks, entries);
    }

    /** {@return whether an entry is part of the signatures, which no signature covers} */
    static boolean isSigning(String name) {
        return name.equals(JarFile.MANIFEST_NAME)
                || name.startsWith(FOLDER)
                        && name.indexOf('/', FOLDER.length()) < 0
                        && (name.endsWith(SIGNATURE) || BLOCKS.stream().anyMatch(name::endsWith));
    }

    private static byte[] content(ZipFile zip, ZipEntry entry, int most) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] content = in.readNBytes(most + 1);
            if (content.length > most) {
                throw new IOException(
                        entry.getName() + ": manifest and signatures need more than " + (MOST_BYTES >> 20) + " MiB");
            }
            return content;
        }
    }

    /** {@return whether somebody signed it, well or badly} */
    boolean present() {
        return !signatures.isEmpty() || !blocks.isEmpty();
    }

    /**
     * Looks whether signature files, manifest and entries belong together. Who signed, and the entries' content, are left
     * to Java.
     *
     * @throws BrokenSignatureException if not
     * @throws IOException if one cannot be parsed
     */
    void verify() throws BrokenSignatureException, IOException {
        if (!names(signatures.keySet()).equals(names(blocks))) {
            throw new BrokenSignatureException("a signature file or its block is missing");
        }
        for (Map.Entry<String, byte[]> signature : signatures.entrySet()) {
            verifyManifest(signature.getKey(), parse(signature.getValue()).getMainAttributes());
        }
        for (Map.Entry<String, Attributes> entry : parse(manifest).getEntries().entrySet()) {
            List<String> digests = entry.getValue().keySet().stream()
                    .map(Object::toString)
                    .filter(key -> key.endsWith(DIGEST))
                    .toList();
            if (digests.isEmpty()) {
                continue; // says something else of a package or an entry
            }
            if (STRONG.stream().noneMatch(strong -> digests.contains(strong + DIGEST))) {
                throw new BrokenSignatureException("a digest is too weak: " + digests.get(0) + " of " + entry.getKey());
            }
            if (!entries.contains(entry.getKey())) {
                throw new BrokenSignatureException("altered since: " + entry.getKey() + " is missing");
            }
        }
    }

    private void verifyManifest(String name, Attributes digests) throws BrokenSignatureException {
        for (String strong : STRONG) {
            String expected = digests.getValue(strong + DIGEST + "-Manifest");
            if (expected != null) {
                if (!expected.equals(Base64.getEncoder().encodeToString(digest(strong, manifest)))) {
                    throw new BrokenSignatureException("altered since: " + name + " is of another manifest");
                }
                return;
            }
        }
        throw new BrokenSignatureException(
                "a digest is too weak: " + name + " needs one of the whole manifest by " + String.join(", ", STRONG));
    }

    /** Names without their extensions. */
    private static Set<String> names(Set<String> files) {
        return files.stream()
                .map(file -> file.substring(0, file.lastIndexOf('.')))
                .collect(Collectors.toSet());
    }

    private static Manifest parse(byte[] content) throws IOException {
        return new Manifest(new ByteArrayInputStream(content));
    }

    private static byte[] digest(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has them
        }
    }
}
