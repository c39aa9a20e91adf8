// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.levir.cd;

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

class LevirCdReaderTest extends PublishedDatasetContract {

    @Override
    protected ListedReader reader() {
        return new LevirCdReader();
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return LevirCdCopy.make(parent);
    }

    @Test
    void theImagesBeforeAndAfterAreOneSeries() throws IOException {
        ImageCube pair = read("train", 0).images().get(Modality.HR);

        assertEquals(2, pair.times());
        assertEquals(3, pair.bands());
        assertEquals(40, pair.values()[pair.index(0, 0, 0, 0)]);
        assertEquals(91, pair.values()[pair.index(1, 1, 5, 5)]);
        assertEquals(List.of(0, 1), stripes("train", 0, 2));
    }

    @Test
    void aMissingImageAfterIsNamed(@TempDir Path parent) throws IOException {
        Path root = LevirCdCopy.make(parent);
        Path after = root.resolve("train/B/train_1.png");
        Files.delete(after);

        DatasetException missing = assertThrows(
                DatasetException.class,
                () -> new LevirCdReader().parts().images(Modality.HR, List.of(root.resolve("train/A/train_1.png"))));

        assertTrue(missing.getMessage().startsWith(after + ": no such file"), missing.getMessage());
    }
}
