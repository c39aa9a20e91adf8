// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataPathsTest {

    @TempDir
    private Path folder;

    private Path image;

    @BeforeEach
    void makeFiles() throws IOException {
        image = folder.resolve("data/amazon/images/x.tif");
        Files.createDirectories(image.getParent());
        Files.createFile(image);
        Files.createFile(folder.resolve("secret.tif"));
        Files.createFile(folder.resolve("data/beside.tif"));
    }

    @Test
    void theDataFolderMayBeTheDatasetsOwnOrTheOneAbove() throws IOException {
        for (String root : new String[] {"data", "data/amazon", "data/amazon/../amazon/"}) {
            assertEquals(image, new DataPaths(folder.resolve(root)).resolve("amazon/images/x.tif"), "from " + root);
        }
        assertEquals(image, new DataPaths(folder.resolve("data/amazon")).resolve("./images/../images/x.tif"));
    }

    @Test
    void aMissingFileResolvesToWhereItShouldBe() throws IOException {
        assertEquals(
                folder.resolve("data/amazon/images/none.tif"),
                new DataPaths(folder.resolve("data/amazon")).resolve("amazon/images/none.tif"));
        assertEquals(
                folder.resolve("data/other/none.tif"), new DataPaths(folder.resolve("data")).resolve("other/none.tif"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.tif",
                "../data/amazon/images/x.tif",
                "amazon/../../secret.tif",
                "amazon/images/../../../../secret.tif",
                "/etc/passwd",
                "/vsicurl/http://example.org/x.tif",
                "..",
                "a\u0000b"
            })
    void nothingOutsideTheDataFolderIsReached(String name) {
        DataPaths paths = new DataPaths(folder.resolve("data/amazon"));
        String message =
                assertThrows(DatasetException.class, () -> paths.resolve(name)).getMessage();
        assertEquals(1, message.lines().count());
        assertTrue(message.startsWith(name.replace('\u0000', '?') + ": "), message);
    }

    @Test
    void aFileBesideTheDatasetsFolderIsOutside() throws IOException {
        Path there = new DataPaths(folder.resolve("data/amazon")).resolve("beside.tif");
        assertTrue(there.startsWith(folder.resolve("data/amazon")), there.toString());
    }
}
