// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.vaihingen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.api.data.ClassTable;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.contract.PublishedDatasetContract;
import io.skysense.dataset.kit.contract.TinyCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaihingenReaderTest extends PublishedDatasetContract {

    private final ListedReader reader = new VaihingenReader();

    @Override
    protected ListedReader reader() {
        return reader;
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return VaihingenCopy.make(parent);
    }

    @Override
    protected List<String> otherLists() {
        return List.of("grey");
    }

    @Test
    void coloursAreClasses() throws IOException {
        assertEquals(List.of(4, 3, 2, 1, 0, 5), stripes("train", 0, 6));
        assertEquals(List.of(ClassTable.IGNORE, 4), stripes("train", 1, 2));
    }

    @Test
    void theAreasPartAsInTheBenchmark(@TempDir Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "vaihingen");
        // Areas 9, 18, 19, 25 and 36 were never published.
        for (int area = 1; area <= 38; area++) {
            if (!Set.of(9, 18, 19, 25, 36).contains(area)) {
                Files.createFile(copy.file("top/top_mosaic_09cm_area" + area + ".tif"));
                Files.createFile(copy.file("top_mosaic_09cm_area" + area + ".tif"));
            }
        }
        assertEquals(16, reader.index(copy.root(), "train").size());
        Set<Integer> held = reader.index(copy.root(), "val").stream()
                .map(entry -> Integer.valueOf(entry.hr().orElseThrow().replaceAll(".*area|.tif", "")))
                .collect(Collectors.toSet());
        assertEquals(Set.of(2, 4, 6, 8, 10, 12, 14, 16, 20, 22, 24, 27, 29, 31, 33, 35, 38), held);
    }
}
