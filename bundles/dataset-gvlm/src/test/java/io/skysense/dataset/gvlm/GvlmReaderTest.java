// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.gvlm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.contract.PublishedDatasetContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GvlmReaderTest extends PublishedDatasetContract {

    @Override
    protected ListedReader reader() {
        return new GvlmReader();
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return GvlmCopy.make(parent);
    }

    @Test
    void aSiteIsASeriesOfTwoDatesOfItsOwnSize() throws IOException {
        ImageCube site = read("train", 2).images().get(Modality.HR);

        assertEquals(2, site.times());
        assertEquals(80, site.height());
        assertEquals(80, site.width());
        assertEquals(List.of(0, 1), stripes("train", 2, 2));
    }

    @Test
    void everyFifthSiteIsForValidation() throws IOException {
        Path own = folder.resolve("gvlm");

        assertEquals(4, reader().index(own, "train").size());
        assertEquals(
                Optional.of("gvlm/GVLM_CD/Tbilisi_Georgia/im1.png"),
                reader().index(own, "val").get(0).hr());
    }
}
