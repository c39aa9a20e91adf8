// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.xbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.contract.PublishedDatasetContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XbdReaderTest extends PublishedDatasetContract {

    @Override
    protected ListedReader reader() {
        return new XbdReader();
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return XbdCopy.make(parent);
    }

    @Test
    void outlinesAreDrawnWithTheirGradeAndWithoutTheirYards() throws IOException {
        LabelMap label = read("train", 0).label().orElseThrow();

        assertEquals(2, read("train", 0).images().get(Modality.HR).times());
        assertEquals(0, label.at(9, 4));
        assertEquals(1, label.at(10, 2));
        assertEquals(0, label.at(21, 6), "the yard");
        assertEquals(4, label.at(49, 12 * 3 + 2));
        assertEquals(ClassTable.IGNORE, label.at(30, 12 * 4 + 5));
        assertEquals(0, label.at(50, 4), "less than half of the pixel");
    }

    @Test
    void whatIsNoSuchLabelIsNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("x_post_disaster.json");
        assertRefused(file, "no such file; it holds the buildings and their damage");
        Files.writeString(file, "{\"features\": {\"xy\": [");
        assertRefused(file, "no JSON: line 1");
        Files.writeString(file, "{}");
        assertRefused(file, "features.xy is no list of buildings");
        Files.writeString(file, building("flooded", "POLYGON ((0 0, 4 0, 4 4))"));
        assertRefused(file, "building 0: damage \"flooded\" is not known");
        Files.writeString(file, building("destroyed", "POINT (3 4)"));
        assertRefused(file, "building 0: its wkt is no polygon");
        Files.writeString(file, building("destroyed", "POLYGON ((0 0, 4, 4 4))"));
        assertRefused(file, "building 0: corner 1 is not two numbers");
        Files.writeString(file, "{\"features\": {\"xy\": []}, \"metadata\": {\"width\": 1000000000}}");
        assertRefused(file, "metadata.width: 1000000000 pixels");
    }

    private static String building(String grade, String wkt) {
        return "{\"features\": {\"xy\": [{\"properties\": {\"subtype\": \"%s\"}, \"wkt\": \"%s\"}]}}"
                .formatted(grade, wkt);
    }

    private static void assertRefused(Path file, String said) {
        assertEquals(
                file + ": " + said,
                assertThrows(DatasetException.class, () -> DamageLabel.read(file))
                        .getMessage());
    }
}
