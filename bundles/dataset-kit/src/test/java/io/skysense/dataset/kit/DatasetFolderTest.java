// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.DatasetException;
import io.skysense.dataset.kit.layout.FileLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFolderTest {

    @TempDir
    private Path folder;

    private void list(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "[]");
    }

    @Test
    void theDatasetIsKnownByItsListFileHereOrOneFolderBelow() throws IOException {
        list("above/amazon-rgb/amazon-rgb_train.json");
        list("above/amazon-rgb/amazon-rgb_val.json");
        list("above/amazon-rgb/notes_train.txt");
        for (String place : new String[] {"above", "above/amazon-rgb"}) {
            DatasetFolder data = new DatasetFolder(folder.resolve(place));
            assertEquals("amazon-rgb", data.onlyDataset("train"));
            assertEquals(folder.resolve("above/amazon-rgb/amazon-rgb_val.json"), data.list("amazon-rgb", "val"));
        }
    }

    @Test
    void theListFileOfTheReferenceIsFoundWhereThereIsNoneOfTheUsualName() throws IOException {
        list("root/crops_of/their_train.json");
        FileLayout layout = DatasetTables.parseDefinition(
                        DatasetDefinitionTest.json("\"lists\": {\"train\": \"crops_of/their_train.json\"}"),
                        "made.json")
                .files();
        Path theirs = folder.resolve("root/crops_of/their_train.json");
        for (String place : new String[] {"root", "root/crops_of"}) {
            assertEquals(theirs, new DatasetFolder(folder.resolve(place)).list("made", "train", layout));
        }
        list("other/made/their_train.json");
        assertEquals(
                folder.resolve("other/made/their_train.json"),
                new DatasetFolder(folder.resolve("other")).list("made", "train", layout));
        list("root/made/made_train.json");
        DatasetFolder root = new DatasetFolder(folder.resolve("root"));
        assertEquals(folder.resolve("root/made/made_train.json"), root.list("made", "train", layout));
        DatasetFolder empty = new DatasetFolder(folder);
        String message = assertThrows(DatasetException.class, () -> empty.list("made", "train", layout))
                .getMessage();
        assertTrue(message.endsWith(", nor their_train.json"), message);
    }

    @Test
    void severalDatasetsAskForAChoice() throws IOException {
        list("a/a_train.json");
        list("b/b_train.json");
        list("c/c_val.json");
        DatasetFolder data = new DatasetFolder(folder);
        assertEquals(Set.of("a", "b"), data.datasets("train"));
        String message = assertThrows(DatasetException.class, () -> data.onlyDataset("train"))
                .getMessage();
        assertEquals(folder + ": several datasets: a, b; set data.dataset to one of them", message);
    }

    @Test
    void missingFoldersAndListsAreNamed() {
        Path none = folder.resolve("none");
        assertEquals(
                none + ": no such folder",
                assertThrows(DatasetException.class, () -> new DatasetFolder(none).onlyDataset("train"))
                        .getMessage());
        DatasetFolder empty = new DatasetFolder(folder);
        assertTrue(assertThrows(DatasetException.class, () -> empty.onlyDataset("train"))
                .getMessage()
                .endsWith("no list file <dataset>_train.json"));
        String message = assertThrows(DatasetException.class, () -> empty.list("x", "val"))
                .getMessage();
        assertTrue(message.startsWith(folder.resolve("x_val.json") + ": no such list file"), message);
    }
}
