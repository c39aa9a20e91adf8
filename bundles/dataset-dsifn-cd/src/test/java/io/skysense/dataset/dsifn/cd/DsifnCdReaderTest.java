// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.dsifn.cd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.contract.PublishedDatasetContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DsifnCdReaderTest extends PublishedDatasetContract {

    @Override
    protected ListedReader reader() {
        return new DsifnCdReader();
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return DsifnCopy.make(parent);
    }

    @Test
    void bothDatesAreOneSeriesInEverySplit() throws IOException {
        for (String split : List.of("train", "val", "test")) {
            ImageCube pair = read(split, 0).images().get(Modality.HR);
            assertEquals(2, pair.times());
            assertEquals(List.of(0, 1), stripes(split, 0, 2));
        }
    }

    @Test
    void aMissingSecondDateIsNamed(@TempDir Path parent) throws IOException {
        Path root = DsifnCopy.make(parent);
        Path after = root.resolve("val/t2/0.jpg");
        Files.delete(after);

        DatasetException missing = assertThrows(
                DatasetException.class,
                () -> new DsifnCdReader().parts().images(Modality.HR, List.of(root.resolve("val/t1/0.jpg"))));

        assertTrue(missing.getMessage().startsWith(after + ": no such file"), missing.getMessage());
    }
}
