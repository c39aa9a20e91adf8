// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * A copy of the distribution, whose own state nobody else sees.
 *
 * @param home its folder
 */
record Copy(Path home) {

    static Copy make(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(Command.BUILT)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path to = home.resolve(Command.BUILT.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return new Copy(home);
    }

    /** {@return the jar of a bundle} */
    Path bundle(String name) throws IOException {
        try (Stream<Path> jars = Files.list(home.resolve("bundles"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith(name + "-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Writes the same bundle under another version. */
    void release(String name, String version, Path to) throws IOException {
        try (JarFile from = new JarFile(bundle(name).toFile())) {
            Manifest manifest = new Manifest(from.getManifest());
            manifest.getMainAttributes().put(new Attributes.Name("Bundle-Version"), version);
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
