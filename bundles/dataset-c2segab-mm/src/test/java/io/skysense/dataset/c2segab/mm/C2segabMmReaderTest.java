// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.c2segab.mm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.dataset.kit.contract.DatasetReaderContract;
import io.skysense.dataset.kit.list.ListRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class C2segabMmReaderTest extends DatasetReaderContract {

    private final C2segabMmReader reader = new C2segabMmReader();

    @Override
    protected DatasetReader reader() {
        return reader;
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return C2segabCopy.make(parent);
    }

    @Test
    void aSeriesOfOneFileHasItsDatesAndNeedsNoHrImage() throws IOException {
        Sample sample = read("train", 0);
        assertEquals(Set.of(Modality.S2, Modality.S1), sample.images().keySet());
        assertEquals(
                List.of(LocalDate.of(2020, 1, 5), LocalDate.of(2020, 3, 10), LocalDate.of(2020, 8, 12)),
                sample.dates().get(Modality.S2));
        assertEquals(
                List.of(LocalDate.of(2020, 1, 7), LocalDate.of(2020, 8, 14)),
                sample.dates().get(Modality.S1));
        assertEquals(1, sample.label().orElseThrow().at(0, 0));
        assertEquals(ClassTable.IGNORE, sample.label().orElseThrow().at(0, 4));
    }

    @Test
    void thePublishedFoldersAreIndexedWithoutTheFourBandImages(@TempDir Path elsewhere) throws IOException {
        Path published = C2segabCopy.published(elsewhere);
        List<ListRecord> train = reader.index(published, "train");
        assertEquals(2, train.size());
        assertEquals(List.of(), train.get(1).s2());
        assertEquals(
                List.of("c2segab-mm/C2Seg_AB/train/sar/1.tiff"), train.get(1).s1());
        assertEquals(
                Optional.of("c2segab-mm/C2Seg_AB/train/label/1.tiff"),
                train.get(1).target());
    }
}
