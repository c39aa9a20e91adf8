// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.deepglobe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.api.data.ClassTable;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.contract.PublishedDatasetContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeepGlobeReaderTest extends PublishedDatasetContract {

    private final ListedReader reader = new DeepGlobeReader();

    @Override
    protected ListedReader reader() {
        return reader;
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return DeepGlobeCopy.make(parent);
    }

    @Override
    protected List<String> otherLists() {
        return List.of("grey");
    }

    @Test
    void coloursAreClasses() throws IOException {
        assertEquals(List.of(5, 4, 3, 2, 1, 0), stripes("train", 0, 6));
        assertEquals(List.of(0, ClassTable.IGNORE), stripes("train", 1, 2));
    }

    @Test
    void coloursThatAreOffArePartedAtTheMiddle() throws IOException {
        assertEquals(List.of(0, 3, ClassTable.IGNORE, 3), stripes("train", 2, 4));
    }
}
