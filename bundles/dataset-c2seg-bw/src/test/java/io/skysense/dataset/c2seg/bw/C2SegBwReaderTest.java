// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.c2seg.bw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.contract.PublishedDatasetContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class C2SegBwReaderTest extends PublishedDatasetContract {

    @Override
    protected ListedReader reader() {
        return new C2SegBwReader();
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return C2SegBwCopy.make(parent);
    }

    @Test
    void gaofenImagesStandInThePlacesOfSentinels() throws IOException {
        Sample sample = read("train", 0);

        assertEquals(Set.of(Modality.S2, Modality.S1), sample.images().keySet());
        assertEquals(4, sample.images().get(Modality.S2).bands());
        assertEquals(2, sample.images().get(Modality.S1).bands());
        assertEquals(List.of(ClassTable.IGNORE, 0, 6, 12), stripes("train", 0, 4));
    }

    @Test
    void patchesWhoseNumbersEndWithNineAreForValidation() throws IOException {
        Path own = folder.resolve("c2seg-bw");

        assertEquals(2, reader().index(own, "train").size());
        assertEquals(
                List.of("c2seg-bw/C2Seg_BW/train/msi/19.tiff"),
                reader().index(own, "val").get(0).s2());
    }
}
