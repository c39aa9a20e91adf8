// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The entries of a jar, to be changed and written again.
 *
 * @param entries content by name, in order
 */
record TestJar(Map<String, byte[]> entries) {

    static final String MANIFEST = "META-INF/MANIFEST.MF";

    /** {@return a bundle of a few entries} */
    static TestJar bundle() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "org.example.roads");
        manifest.getMainAttributes().putValue("Multi-Release", "true");
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        manifest.write(text);
        TestJar jar = new TestJar(new LinkedHashMap<>());
        jar.entries().put(MANIFEST, text.toByteArray());
        jar.put("org/example/", "");
        jar.put("org/example/Roads.class", "roads");
        jar.put("META-INF/versions/11/org/example/Roads.class", "newer roads");
        jar.put("META-INF/LICENSE", "a licence");
        return jar;
    }

    static TestJar read(Path file) throws IOException {
        TestJar jar = new TestJar(new LinkedHashMap<>());
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                try (InputStream in = zip.getInputStream(entry)) {
                    jar.entries().put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return jar;
    }

    TestJar put(String name, String content) {
        entries.put(name, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    TestJar remove(String name) {
        entries.remove(name);
        return this;
    }

    /** Replaces text in an entry. */
    TestJar replace(String name, String from, String to) {
        return put(name, new String(entries.get(name), StandardCharsets.UTF_8).replace(from, to));
    }

    Path write(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "test", ".jar");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }
}
