// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.treesatai.ts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.dataset.kit.contract.DatasetReaderContract;
import io.skysense.dataset.kit.list.ListFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreesataiTsReaderTest extends DatasetReaderContract {

    private final TreesataiTsReader reader = new TreesataiTsReader();

    @Override
    protected DatasetReader reader() {
        return reader;
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return TreesataiCopy.make(parent);
    }

    @Test
    void aPatchSaysItsGeneraAndNoPixels() throws IOException {
        Sample sample = read("train", 0);

        assertEquals(true, sample.labels().has(LabelKind.IMAGE_CLASSES));
        assertEquals(false, sample.labels().has(LabelKind.PIXEL_CLASSES));
        List<Float> shares = sample.labels().shares(15);
        assertEquals(List.of(0f, 1f, 0f, 0f, 0f, 1f), shares.subList(0, 6));
        assertEquals(2, shares.stream().mapToDouble(s -> s).sum());
    }

    @Test
    void thirtyTwoAerialPixelsStandForOneOfTheSeries() throws IOException {
        Sample sample = read("train", 0);
        ImageCube aerial = sample.images().get(Modality.HR);
        ImageCube s2 = sample.images().get(Modality.S2);

        assertEquals(384, aerial.height());
        assertEquals(3, aerial.bands());
        assertEquals(12, s2.width());
        assertEquals(10, s2.bands());
        // Second date, fourth band, second row, last column.
        assertEquals((1 * 10 + 3) * 36 + 6 + 5, s2.values()[s2.index(1, 3, 3, 11)]);
    }

    @Test
    void bothOrbitsMakeOneSeriesInTheOrderOfItsDates() throws IOException {
        Sample sample = read("train", 0);
        ImageCube s1 = sample.images().get(Modality.S1);

        assertEquals(
                List.of(LocalDate.of(2018, 1, 5), LocalDate.of(2018, 1, 12), LocalDate.of(2018, 4, 5)),
                sample.dates().get(Modality.S1).subList(0, 3));
        assertEquals(2 * TreesataiCopy.DATES, s1.times());
        assertEquals(-7.2f, s1.values()[s1.index(2, 0, 0, 0)], 1e-6f);
        // The mean of 0.1 to 3.5 stands for the value that is no number.
        assertEquals(-1.8f, s1.values()[s1.index(0, 0, 0, 0)], 1e-5f);
    }

    @Test
    void theArchivesGiveTheEntriesOfTheLists() throws IOException {
        Path own = folder.resolve("treesatai-ts");
        for (String split : reader.table().splits()) {
            assertEquals(
                    ListFile.read(own.resolve("treesatai-ts_" + split + ".json"))
                            .records(),
                    reader.index(own, split),
                    split);
        }
    }

    @Test
    void whatIsMissingInTheArchivesIsNamed(@TempDir Path elsewhere) throws IOException {
        Path root = TreesataiCopy.make(elsewhere);
        Path labels = root.resolve("labels/TreeSatBA_v9_60m_multi_labels.json");
        Files.writeString(labels, "{\"Tilia_spec_9_3_WEFL_NLF.tif\": [[\"Ficus\", 1]]}");
        assertRefused(root, "val", labels + ": Tilia_spec_9_3_WEFL_NLF: genus \"Ficus\" is not in the table");
        assertRefused(root, "test", labels + ": has nothing of Cleared_0_27_WEFL_NLF");
        Files.delete(labels);
        assertRefused(root, "test", labels + ": no such file; it holds the genera of the patches");
    }

    private void assertRefused(Path root, String split, String said) {
        assertEquals(
                said,
                assertThrows(DatasetException.class, () -> reader.index(root, split))
                        .getMessage());
    }
}
