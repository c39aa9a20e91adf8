// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.loveda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetOptions;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.contract.PublishedDatasetContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoveDaReaderTest extends PublishedDatasetContract {

    private final ListedReader reader = new LoveDaReader();

    @Override
    protected ListedReader reader() {
        return reader;
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return LoveDaCopy.make(parent);
    }

    @Override
    protected List<String> otherLists() {
        return List.of("grey");
    }

    @Test
    void backgroundIsTheFirstClassAndNoDataIsNone() throws IOException {
        assertEquals(List.of(6, 5, 4, 3, 2, 1, 0, ClassTable.IGNORE), stripes("train", 0, 8));
    }

    @Test
    void listsNumberTheClassesFromBuildingOn() throws IOException {
        try (Dataset dataset = reader.open(DatasetOptions.of(folder))) {
            assertEquals(List.of(1, 2), dataset.classes("train", 1));
            assertEquals(List.of(1, 0), dataset.classes("val", 1));
        }
    }
}
