// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.amazon.rgb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.api.data.SizeMismatch;
import io.skysense.dataset.kit.contract.DatasetReaderContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AmazonRgbReaderTest extends DatasetReaderContract {

    private final DatasetReader reader = new AmazonRgbReader();

    @Override
    protected DatasetReader reader() {
        return reader;
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return AmazonCopy.make(parent);
    }

    private Optional<Sample> readWide(SizeMismatch policy) throws IOException {
        DatasetOptions options = new DatasetOptions(folder, Map.of(), Set.of(), policy);
        try (Dataset dataset = reader.open(options)) {
            return dataset.read("train", 1);
        }
    }

    @Test
    void forestIsTheFirstClassAndTheImageHasItsPlace() throws IOException {
        try (Dataset dataset = reader.open(DatasetOptions.of(folder))) {
            Sample sample = dataset.read("val", 0).orElseThrow();
            assertEquals("Amazon_1052_50", sample.id());
            assertEquals(0, sample.label().orElseThrow().at(3, 0));
            assertEquals(1, sample.label().orElseThrow().at(3, AmazonCopy.SIDE - 1));
            assertEquals(-59.7, sample.place().orElseThrow().transform().get(0));
            assertTrue(sample.place().orElseThrow().crs().contains("WGS 84"));
        }
    }

    @Test
    void theLabelThatIsTooWideIsCropped() throws IOException {
        Sample sample = readWide(SizeMismatch.CROP).orElseThrow();
        LabelMap label = sample.label().orElseThrow();
        assertEquals(AmazonCopy.SIDE, label.width());
        assertEquals(AmazonCopy.SIDE, sample.images().get(Modality.HR).width());
        for (int r = 0; r < AmazonCopy.SIDE; r++) {
            assertEquals(0, label.at(r, AmazonCopy.SIDE / 2 - 1));
            assertEquals(1, label.at(r, AmazonCopy.SIDE / 2));
        }
    }

    @Test
    void theLabelThatIsTooWideIsLeftOutOrRefusedOnDemand() throws IOException {
        assertTrue(readWide(SizeMismatch.SKIP).isEmpty());
        String message = assertThrows(DatasetException.class, () -> readWide(SizeMismatch.FAIL))
                .getMessage();
        assertEquals(
                folder.resolve("amazon-rgb/amazon-rgb_train.json") + ": entry 1: "
                        + folder.resolve("amazon-rgb/labels/Amazon_181_34.png")
                        + ": the label is 19x16 pixels, the image 16x16",
                message);
    }
}
