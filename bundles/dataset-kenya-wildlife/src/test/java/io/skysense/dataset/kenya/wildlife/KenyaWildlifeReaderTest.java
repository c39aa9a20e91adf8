// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kenya.wildlife;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.ObjectBox;
import io.skysense.dataset.kit.contract.DatasetReaderContract;
import io.skysense.dataset.kit.list.ListFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KenyaWildlifeReaderTest extends DatasetReaderContract {

    private final KenyaWildlifeReader reader = new KenyaWildlifeReader();

    @Override
    protected DatasetReader reader() {
        return reader;
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return KenyaCopy.make(parent);
    }

    @Test
    void theAnimalsOfAnImageAreItsObjects() throws IOException {
        assertEquals(
                List.of(new ObjectBox(0, 30, 40, 40, 40, 0, 1), new ObjectBox(1, 80, 50, 20, 40, 0, 1)),
                read("train", 0).labels().objects().orElseThrow());
        assertEquals(List.of(), read("train", 1).labels().objects().orElseThrow());
    }

    @Test
    void theFoldersAndTheTableGiveTheEntriesOfTheLists() throws IOException {
        Path own = folder.resolve("kenya-wildlife");
        for (String split : reader.table().splits()) {
            assertEquals(
                    ListFile.read(own.resolve("kenya-wildlife_" + split + ".json"))
                            .records(),
                    reader.index(own, split),
                    split);
        }
    }

    @Test
    void whatIsWrongWithTheTableIsNamed(@TempDir Path elsewhere) throws IOException {
        Path root = KenyaCopy.make(elsewhere);
        Path table = root.resolve("annotations_images.csv");
        String header = "FILE,x1,y1,x2,y2,SPECIES\n";

        Files.writeString(table, header + "a.JPG,0,0,5,5,lion\n");
        assertRefused(root, table + ": line 2: species \"lion\" is not known");
        Files.writeString(table, header + "a.JPG,5,0,5,5,zebra\n");
        assertRefused(root, table + ": line 2: a box of 0.0 by 5.0 pixels");
        Files.delete(table);
        assertRefused(root, table + ": no such file; it holds the animals in the images");
    }

    private void assertRefused(Path root, String said) {
        assertEquals(
                said,
                assertThrows(DatasetException.class, () -> reader.index(root, "train"))
                        .getMessage());
    }
}
