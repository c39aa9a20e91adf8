// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.s2naip.mm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.contract.DatasetReaderContract;
import io.skysense.dataset.kit.list.ListRecord;
import io.skysense.raster.RasterReader;
import io.skysense.raster.ReadRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S2naipMmReaderTest extends DatasetReaderContract {

    private final S2naipMmReader reader = new S2naipMmReader();

    @Override
    protected DatasetReader reader() {
        return reader;
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return S2naipCopy.make(parent);
    }

    @Test
    void bothResolutionsMakeOneSeriesOfTenBands() throws IOException {
        ImageCube s2 = read("train", 1).images().get(Modality.S2);
        assertEquals(List.of(2, 10, 64, 64), List.of(s2.times(), s2.bands(), s2.height(), s2.width()));
        Path folderOfTiles = folder.resolve("s2naip-mm/sentinel2");
        float[] fine = values(folderOfTiles.resolve("32612_960_-6041_8.tif"));
        float[] coarse = values(folderOfTiles.resolve("32612_960_-6041_16.tif"));
        // B8 is the fourth band of 10 m, B12 the last of 20 m: the second date, row 5, column 9.
        assertEquals(fine[(1 * 4 + 3) * 64 * 64 + 5 * 64 + 9], s2.values()[s2.index(1, 6, 5, 9)]);
        assertEquals(coarse[(1 * 6 + 5) * 32 * 32 + 2 * 32 + 4], s2.values()[s2.index(1, 9, 5, 9)]);
    }

    private static float[] values(Path file) throws IOException {
        try (RasterReader raster = RasterReader.open(file)) {
            return raster.readFloats(ReadRequest.of(raster.info().window()));
        }
    }

    @Test
    void radarOfAllDatesInOneFileIsASeries() throws IOException {
        ImageCube s1 = read("train", 1).images().get(Modality.S1);
        assertEquals(List.of(3, 2), List.of(s1.times(), s1.bands()));
    }

    @Test
    void featuresAreDrawnWithHolesAndSmallOnesOnTop() throws IOException {
        LabelMap label = read("train", 1).label().orElseThrow();
        assertEquals(512, label.width());
        assertEquals(4, label.at(15, 15));
        assertEquals(ClassTable.IGNORE, label.at(30, 30));
        assertEquals(12, label.at(50, 100));
        assertEquals(12, label.at(48, 100));
        assertEquals(4, label.at(52, 100));
        assertEquals(21, label.at(300, 300));
        assertEquals(ClassTable.IGNORE, label.at(400, 400));
        assertEquals(4, label.at(89, 109));
        assertEquals(ClassTable.IGNORE, label.at(90, 110));
    }

    @Test
    void tilesAreIndexedWithRowsThatEndWithNineForValidation() throws IOException {
        List<ListRecord> train = reader.index(folder.resolve("s2naip-mm"), "train");
        assertEquals(1, train.size());
        assertEquals(
                Optional.of("s2naip-mm/naip/32612_960_-6041.png"), train.get(0).hr());
        assertEquals(
                List.of("s2naip-mm/sentinel2/32612_960_-6041_16.tif", "s2naip-mm/sentinel2/32612_960_-6041_8.tif"),
                train.get(0).s2());
        assertEquals(
                Optional.of("s2naip-mm/openstreetmap/32612_960_-6041.geojson"),
                train.get(0).target());
        List<ListRecord> val = reader.index(folder.resolve("s2naip-mm"), "val");
        assertEquals(
                Optional.of("s2naip-mm/naip/32612_960_-6049.png"), val.get(0).hr());
    }

    @Test
    void brokenFeaturesAreNamed(@TempDir Path elsewhere) throws IOException {
        Path file = elsewhere.resolve("t.geojson");
        Files.writeString(file, "{\"features\": [{\"properties\": {\"category\": \"building\"}}]}");
        DatasetException refused = assertThrows(
                DatasetException.class,
                () -> OpenStreetMapLabel.read(file, reader.table().classes(), category -> {}));
        assertEquals(file + ": a geometry of type \"\"", refused.getMessage());
    }
}
