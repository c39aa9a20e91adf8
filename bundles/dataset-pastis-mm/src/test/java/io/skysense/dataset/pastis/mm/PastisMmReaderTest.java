// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.pastis.mm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.dataset.kit.contract.DatasetReaderContract;
import io.skysense.dataset.kit.list.ListRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastisMmReaderTest extends DatasetReaderContract {

    private final PastisMmReader reader = new PastisMmReader();

    @Override
    protected DatasetReader reader() {
        return reader;
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return PastisCopy.make(parent);
    }

    @Test
    void thePublishedSeriesTakeTheirDatesFromTheTableOfPatches() throws IOException {
        Sample sample = read("train", 1);
        assertEquals(
                List.of(LocalDate.of(2018, 9, 24), LocalDate.of(2018, 12, 5), LocalDate.of(2019, 6, 1)),
                sample.dates().get(Modality.S2));
        assertEquals(
                List.of(LocalDate.of(2018, 9, 2), LocalDate.of(2019, 3, 3)),
                sample.dates().get(Modality.S1));
        assertEquals(2, sample.images().get(Modality.S1).bands());
    }

    @Test
    void thePublishedLabelIsTheFirstOfItsArraysOnTheGridOfTheImage() throws IOException {
        LabelMap label = read("train", 1).label().orElseThrow();
        assertEquals(PastisCopy.HR_SIDE, label.height());
        int factor = PastisCopy.HR_SIDE / PastisCopy.SIDE;
        assertEquals(ClassTable.IGNORE, label.at(0, 0));
        assertEquals(2, label.at(factor, 0));
        assertEquals(17, label.at(3 * factor - 1, PastisCopy.HR_SIDE - 1));
        assertEquals(ClassTable.IGNORE, label.at(3 * factor, 0));
    }

    @Test
    void theReferencesArchivesHoldDatesAndRadarOfAnOddSize() throws IOException {
        Sample sample = read("train", 0);
        assertEquals(
                List.of(LocalDate.of(2019, 1, 5), LocalDate.of(2019, 3, 10)),
                sample.dates().get(Modality.S2));
        assertEquals(List.of(LocalDate.of(2019, 1, 7)), sample.dates().get(Modality.S1));
        assertEquals(9, sample.images().get(Modality.S1).width());
        assertEquals(8, sample.images().get(Modality.S1).height());
    }

    @Test
    void foldsMakeTheSplits() throws IOException {
        List<ListRecord> train = reader.index(folder.resolve("pastis-mm"), "train");
        assertEquals(1, train.size());
        assertEquals(List.of("pastis-mm/DATA_S2/S2_10000.npy"), train.get(0).s2());
        assertEquals(List.of("pastis-mm/DATA_S1A/S1A_10000.npy"), train.get(0).s1());
        assertEquals(
                Optional.of("pastis-mm/DATA_SPOT/PASTIS_SPOT6_RVB_1M00_2019/SPOT6_RVB_1M00_2019_10000.tif"),
                train.get(0).hr());
        assertEquals(
                List.of("pastis-mm/DATA_S2/S2_20000.npy"),
                reader.index(folder.resolve("pastis-mm"), "val").get(0).s2());
    }

    @Test
    void aTableOfPatchesThatIsMissingIsNamed(@TempDir Path elsewhere) throws IOException {
        Path root = PastisCopy.make(elsewhere);
        Files.delete(root.resolve("metadata.geojson"));
        DatasetException refused = assertThrows(DatasetException.class, () -> reader.index(root, "train"));
        assertTrue(refused.getMessage().contains("metadata.geojson: no such file"), refused.getMessage());
    }
}
