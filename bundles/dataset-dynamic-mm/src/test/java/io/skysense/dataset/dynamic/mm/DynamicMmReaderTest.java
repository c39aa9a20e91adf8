// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.dynamic.mm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.dataset.kit.contract.DatasetReaderContract;
import io.skysense.dataset.kit.list.ListRecord;
import io.skysense.raster.RasterReader;
import io.skysense.raster.ReadRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DynamicMmReaderTest extends DatasetReaderContract {

    private final DynamicMmReader reader = new DynamicMmReader();

    @Override
    protected DatasetReader reader() {
        return reader;
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return DynamicCopy.make(parent);
    }

    @Test
    void bandsAreTakenInReverseFromThreeAndFromFour() throws IOException {
        for (int index = 0; index < 2; index++) {
            ImageCube hr = read("train", index).images().get(Modality.HR);
            String name = index == 0 ? "own/hr.tif" : "planet/10N/26E-183N/1330_3107_13/PF-SR/2018-01-01.tif";
            try (RasterReader raster =
                    RasterReader.open(folder.resolve("dynamic-mm").resolve(name))) {
                float[] expected =
                        raster.readFloats(ReadRequest.of(raster.info().window()).withBands(3, 2, 1));
                assertArrayEquals(expected, hr.values());
            }
        }
    }

    @Test
    void oneHotLabelsAndLabelsOfValuesAreRead() throws IOException {
        LabelMap hot = read("train", 1).label().orElseThrow();
        assertEquals(0, hot.at(0, 0));
        assertEquals(2, hot.at(0, DynamicCopy.SIDE - 1));
        LabelMap values = read("train", 0).label().orElseThrow();
        assertEquals(6, values.at(0, DynamicCopy.SIDE / 2));
        assertEquals(ClassTable.IGNORE, values.at(0, DynamicCopy.SIDE - 1));
    }

    @Test
    void datesComeFromTheArchiveAndFromNames() throws IOException {
        Sample own = read("train", 0);
        assertEquals(
                List.of(LocalDate.of(2018, 1, 5), LocalDate.of(2018, 3, 10)),
                own.dates().get(Modality.S2));
        assertEquals(List.of(LocalDate.of(2018, 3, 1)), own.dates().get(Modality.S1));
        Sample published = read("val", 0);
        assertEquals(List.of(LocalDate.of(2018, 2, 1)), published.dates().get(Modality.HR));
        assertEquals(List.of(LocalDate.of(2018, 2, 1)), published.dates().get(Modality.S2));
    }

    @Test
    void theAuthorsSplitFilesAreIndexed() throws IOException {
        List<ListRecord> train = reader.index(folder.resolve("dynamic-mm"), "train");
        assertEquals(1, train.size());
        assertEquals(
                Optional.of("dynamic-mm/planet/10N/26E-183N/1330_3107_13/PF-SR/2018-01-01.tif"),
                train.get(0).hr());
        assertEquals(
                List.of("dynamic-mm/sentinel2/1330_3107_13/1330_3107_13_2018_01.tif"),
                train.get(0).s2());
        assertEquals(List.of(), train.get(0).s1());
        assertEquals(
                Optional.of("dynamic-mm/labels/1330_3107_13_10N/Labels/Raster/10N-121W-39N-L3H-SR/"
                        + "10N-121W-39N-L3H-SR-2018_01_01.tif"),
                train.get(0).target());
    }
}
