// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** Makes later versions of a bundle, which are the same but for their number. */
record LaterVersion(Path bundle, Version first) {

    private static final Attributes.Name VERSION = new Attributes.Name(Constants.BUNDLE_VERSION);

    /**
     * Of a bundle.
     *
     * @param jar its file
     * @return makes its later versions
     * @throws IOException if it cannot be read
     */
    static LaterVersion of(Path jar) throws IOException {
        try (JarFile from = new JarFile(jar.toFile())) {
            return new LaterVersion(
                    jar,
                    Version.parseVersion(from.getManifest().getMainAttributes().getValue(VERSION)));
        }
    }

    /** {@return the version so many after the first} */
    String version(int number) {
        return new Version(first.getMajor(), first.getMinor(), first.getMicro() + number).toString();
    }

    /**
     * Writes one.
     *
     * @param number how many after the first
     * @param to the file
     * @throws IOException if it cannot be written
     */
    void write(int number, Path to) throws IOException {
        try (JarFile from = new JarFile(bundle.toFile())) {
            Manifest manifest = new Manifest(from.getManifest());
            manifest.getMainAttributes().put(VERSION, version(number));
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(to), manifest)) {
                for (JarEntry entry : (Iterable<JarEntry>) from.stream()::iterator) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        out.putNextEntry(new JarEntry(entry.getName()));
                        from.getInputStream(entry).transferTo(out);
                    }
                }
            }
        }
    }
}
