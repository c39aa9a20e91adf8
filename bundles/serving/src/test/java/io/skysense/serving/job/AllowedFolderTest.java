// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skysense.serving.http.HttpFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedFolderTest {

    @TempDir
    Path outside;

    private Path root;
    private AllowedFolder folder;

    @BeforeEach
    void make() throws IOException {
        root = Files.createDirectories(outside.resolve("served/deep"))
                .getParent()
                .toRealPath();
        Files.writeString(outside.resolve("secret.tif"), "");
        Files.writeString(outside.resolve("served/scene.tif"), "");
        Files.createSymbolicLink(root.resolve("link.tif"), outside.resolve("secret.tif"));
        Files.createSymbolicLink(root.resolve("way-out"), outside);
        folder = AllowedFolder.of(outside.resolve("served"));
    }

    @Test
    void filesWithinAreFound() throws Exception {
        assertEquals(root.resolve("scene.tif"), folder.existing("scene.tif"));
        assertEquals(root.resolve("scene.tif"), folder.existing("deep/../scene.tif"));
        assertEquals(root.resolve("deep/map.tif"), folder.writable("deep/map.tif"));
        assertEquals(root.resolve("scene.tif"), folder.writable("scene.tif"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../secret.tif", "deep/../../secret.tif", "/etc/passwd", "link.tif", "way-out/secret.tif", "."})
    void nothingOutsideIsRead(String name) {
        assertEquals(
                HttpFailure.FORBIDDEN,
                assertThrows(HttpFailure.class, () -> folder.existing(name)).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../map.tif", "/tmp/map.tif", "link.tif", "way-out/map.tif"})
    void nothingOutsideIsWritten(String name) {
        assertEquals(
                HttpFailure.FORBIDDEN,
                assertThrows(HttpFailure.class, () -> folder.writable(name)).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "none.tif", "deep", "nul\0.tif", "none/scene.tif"})
    void whatIsNoFileIsABadRequest(String name) {
        assertEquals(
                HttpFailure.BAD_REQUEST,
                assertThrows(HttpFailure.class, () -> folder.existing(name)).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "deep", "none/map.tif"})
    void whatCannotBeWrittenIsABadRequest(String name) {
        assertEquals(
                HttpFailure.BAD_REQUEST,
                assertThrows(HttpFailure.class, () -> folder.writable(name)).status());
    }

    @Test
    void theFolderMustBeThere() {
        assertThrows(IOException.class, () -> AllowedFolder.of(outside.resolve("none")));
    }
}
