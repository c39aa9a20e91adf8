// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.dfc20.mm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.dataset.kit.contract.DatasetReaderContract;
import io.skysense.dataset.kit.list.ListRecord;
import io.skysense.raster.RasterReader;
import io.skysense.raster.ReadRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Dfc20MmReaderTest extends DatasetReaderContract {

    private final Dfc20MmReader reader = new Dfc20MmReader();

    @Override
    protected DatasetReader reader() {
        return reader;
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return Dfc20Copy.make(parent);
    }

    @Test
    void tenOfThirteenBandsAreTakenInTheTablesOrder() throws IOException {
        Sample sample = read("train", 0);
        ImageCube s2 = sample.images().get(Modality.S2);
        assertEquals(10, s2.bands());
        Path file = folder.resolve("dfc20-mm/ROIs0000_test/s2_0/ROIs0000_test_s2_0_p0.tif");
        try (RasterReader raster = RasterReader.open(file)) {
            int[] taken = {2, 3, 4, 5, 6, 7, 8, 9, 12, 13};
            float[] expected =
                    raster.readFloats(ReadRequest.of(raster.info().window()).withBands(taken));
            assertArrayEquals(expected, s2.values());
        }
        assertEquals(0, sample.label().orElseThrow().at(0, 0));
        assertEquals(3, sample.label().orElseThrow().at(0, Dfc20Copy.SIDE - 1));
    }

    @Test
    void filesThatHoldTheTablesBandsAloneAreTakenWhole() throws IOException {
        Sample sample = read("train", 2);
        assertEquals(10, sample.images().get(Modality.S2).bands());
        assertEquals(Set.of(Modality.S2, Modality.S1), sample.images().keySet());
        assertEquals(9, sample.label().orElseThrow().at(0, Dfc20Copy.SIDE - 1));
    }

    @Test
    void theFoldersOfTheContestAreIndexed() throws IOException {
        List<ListRecord> train = reader.index(folder.resolve("dfc20-mm"), "train");
        assertEquals(2, train.size());
        ListRecord first = train.get(0);
        assertEquals(Optional.empty(), first.hr());
        assertEquals(List.of("dfc20-mm/ROIs0000_test/s2_0/ROIs0000_test_s2_0_p0.tif"), first.s2());
        assertEquals(List.of("dfc20-mm/ROIs0000_test/s1_0/ROIs0000_test_s1_0_p0.tif"), first.s1());
        assertEquals(Optional.of("dfc20-mm/ROIs0000_test/dfc_0/ROIs0000_test_dfc_0_p0.tif"), first.target());
        assertEquals(1, reader.index(folder.resolve("dfc20-mm"), "val").size());
    }
}
