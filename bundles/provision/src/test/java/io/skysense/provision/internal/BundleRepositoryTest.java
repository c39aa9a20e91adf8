// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.feature.ID;

class BundleRepositoryTest {

    private final ID id = new FeatureServiceImpl().getID("org.example", "org.example.a", "1.2.0");

    @TempDir
    Path root;

    @Test
    void findsAJarInAFlatFolder() throws IOException {
        Path jar = Files.createFile(root.resolve("org.example.a-1.2.0.jar"));

        assertEquals(Optional.of(jar), new BundleRepository(List.of(root)).find(id));
    }

    @Test
    void findsAJarInAMavenRepository() throws IOException {
        Path folder = Files.createDirectories(root.resolve("org/example/org.example.a/1.2.0"));
        Path jar = Files.createFile(folder.resolve("org.example.a-1.2.0.jar"));

        assertEquals(Optional.of(jar), new BundleRepository(List.of(root)).find(id));
    }

    @Test
    void prefersTheFolderNamedFirst() throws IOException {
        Path first = Files.createDirectory(root.resolve("first"));
        Path second = Files.createDirectory(root.resolve("second"));
        Path jar = Files.createFile(first.resolve("org.example.a-1.2.0.jar"));
        Files.createFile(second.resolve("org.example.a-1.2.0.jar"));

        assertEquals(
                Optional.of(jar), BundleRepository.of(first + ", " + second).find(id));
    }

    @Test
    void doesNotTakeAnotherVersion() throws IOException {
        Files.createFile(root.resolve("org.example.a-1.3.0.jar"));

        assertEquals(Optional.empty(), new BundleRepository(List.of(root)).find(id));
    }

    @Test
    void takesNoListForNoFolders() {
        assertEquals(List.of(), BundleRepository.of(null).folders());
        assertEquals(List.of(), BundleRepository.of(" , ").folders());
    }
}
