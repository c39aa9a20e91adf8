// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.provision.LifecycleException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

class BundleFileTest {

    @TempDir
    Path folder;

    @Test
    void readsNameAndVersion() throws Exception {
        Path jar = jar(Map.of(
                "Bundle-ManifestVersion", "2",
                "Bundle-SymbolicName", "org.example.head;singleton:=true",
                "Bundle-Version", "1.2.0"));

        BundleFile read = BundleFile.read(jar, jar);

        assertEquals("org.example.head", read.name());
        assertEquals(new Version(1, 2, 0), read.version());
        assertEquals("org.example.head 1.2.0", read.describe());
    }

    @Test
    void refusesWhatIsNoBundle() throws IOException {
        assertTrue(refused(jar(Map.of())).contains("not a bundle: its manifest needs Bundle-ManifestVersion: 2"));
        assertTrue(refused(jar(Map.of("Bundle-ManifestVersion", "2", "Bundle-SymbolicName", "../escape")))
                .contains("not a bundle"));
        assertTrue(
                refused(jar(Map.of("Bundle-ManifestVersion", "2", "Bundle-SymbolicName", "a", "Bundle-Version", "one")))
                        .contains("not a bundle: Bundle-Version: "));
        assertTrue(refused(jar(Map.of("Bundle-ManifestVersion", "2", "Bundle-SymbolicName", "a", "Fragment-Host", "b")))
                .contains("a fragment"));
    }

    @Test
    void refusesDamageAnywhereInTheFile() throws IOException {
        Path jar = jar(Map.of("Bundle-ManifestVersion", "2", "Bundle-SymbolicName", "a"));
        byte[] good = Files.readAllBytes(jar);
        byte[] bad = good.clone();
        int inTheEntry = new String(good, StandardCharsets.ISO_8859_1).indexOf("content of a class");
        bad[inTheEntry] ^= 1;
        Files.write(jar, bad);

        String reason = refused(jar);

        assertTrue(reason.startsWith(jar + ": a corrupt file: "), reason);
        assertEquals(1, reason.lines().count(), reason);
    }

    @Test
    void namesTheMissingFile() {
        Path none = folder.resolve("none.jar");

        assertEquals(none + ": no such file", refused(none));
    }

    private String refused(Path jar) {
        return assertThrows(LifecycleException.class, () -> BundleFile.read(jar, jar))
                .getMessage();
    }

    private Path jar(Map<String, String> headers) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        Path jar = Files.createTempFile(folder, "bundle", ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            byte[] content = "content of a class".getBytes(StandardCharsets.US_ASCII);
            ZipEntry entry = new ZipEntry("A.class");
            entry.setMethod(ZipEntry.STORED); // so that the test finds it again
            entry.setSize(content.length);
            CRC32 sum = new CRC32();
            sum.update(content);
            entry.setCrc(sum.getValue());
            entries.putNextEntry(entry);
            entries.write(content);
        }
        return jar;
    }
}
