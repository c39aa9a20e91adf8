// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.sen1floods11;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.contract.PublishedDatasetContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Sen1Floods11ReaderTest extends PublishedDatasetContract {

    @Override
    protected ListedReader reader() {
        return new Sen1Floods11Reader();
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return Sen1Floods11Copy.make(parent);
    }

    @Test
    void bothSensorsAreReadAndWhereNobodyCanSayNothingCounts() throws IOException {
        Sample sample = read("train", 0);

        assertEquals(Set.of(Modality.S2, Modality.S1), sample.images().keySet());
        assertEquals(10, sample.images().get(Modality.S2).bands());
        assertEquals(List.of(ClassTable.IGNORE, 0, 1, 0), stripes("train", 0, 4));
    }

    @Test
    void aChipBelongsToTheSplitWhoseTableNamesIt() throws IOException {
        Path own = folder.resolve("sen1floods11");
        assertEquals(2, reader().index(own, "train").size());
        assertEquals(1, reader().index(own, "bolivia").size());
        Path table = own.resolve("splits/flood_handlabeled/flood_train_data.csv");

        Files.writeString(table, "Ghana_103272_S1Hand.tif,Ghana_103272_LabelHand.tif\n\nhalf\n");
        DatasetException half = assertThrows(DatasetException.class, () -> reader().index(own, "train"));
        assertEquals(table + ": line 3: the names of an image and of its label are expected", half.getMessage());
        Files.delete(table);
        DatasetException none = assertThrows(DatasetException.class, () -> reader().index(own, "train"));
        assertTrue(none.getMessage().startsWith(own + ": has no flood_train_data.csv"), none.getMessage());
    }
}
