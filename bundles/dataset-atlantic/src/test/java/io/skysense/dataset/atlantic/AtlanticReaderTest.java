// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.atlantic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.contract.PublishedDatasetContract;
import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.raster.PixelType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AtlanticReaderTest extends PublishedDatasetContract {

    @Override
    protected ListedReader reader() {
        return new AtlanticReader();
    }

    /** The published folders, and the reference's list files that name what is in them. */
    @Override
    protected Path makeCopy(Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "atlantic");
        split(copy, "train", "Training/image/", "Training/label/", "S2A_1", "S2A_2");
        split(copy, "val", "Validation/images/", "Validation/masks/", "S2A_3");
        split(copy, "test", "Test/image/", "Test/mask/", "S2A_4");
        return copy.root();
    }

    private static void split(TinyCopy copy, String split, String images, String labels, String... names)
            throws IOException {
        StringBuilder list = new StringBuilder();
        for (String name : names) {
            String image = "ATLANTIC FOREST/" + images + name + ".tif";
            String label = "ATLANTIC FOREST/" + labels + name + ".tif";
            copy.image(image, 4, PixelType.UINT16).label(label, 0, 1);
            list.append(list.isEmpty() ? "[" : ",")
                    .append("{\"s2_path\": \"atlantic/%s\", \"target_path\": \"atlantic/%s\", \"classes\": [0, 1]}"
                            .formatted(image, label));
        }
        Files.writeString(copy.file("deforestation_atlantic_" + split + ".json"), list + "]");
    }

    @Test
    void anImageOfFourBandsHasItsLabel() throws IOException {
        assertEquals(4, read("train", 0).images().get(Modality.S2).bands());
        assertEquals(List.of(0, 1), stripes("test", 0, 2));
    }
}
