// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.fbp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.contract.PublishedDatasetContract;
import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.raster.RasterReader;
import io.skysense.raster.ReadRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FbpReaderTest extends PublishedDatasetContract {

    private final ListedReader reader = new FbpReader();

    @Override
    protected ListedReader reader() {
        return reader;
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return FbpCopy.make(parent);
    }

    @Override
    protected List<String> otherLists() {
        return List.of("color");
    }

    @Test
    void valuesAreClassesAndTheUnlabeledIsNone() throws IOException {
        assertEquals(List.of(0, ClassTable.IGNORE, 23, 12), stripes("train", 0, 4));
    }

    @Test
    void ofFourBandsTheLastThreeAreTaken() throws IOException {
        Path file = folder.resolve("fbp/Image__8bit_NirRGB/" + FbpCopy.TRAIN + ".tif");
        try (Dataset dataset = reader.open(DatasetOptions.of(folder));
                RasterReader raster = RasterReader.open(file)) {
            ImageCube read = dataset.read("train", 0).orElseThrow().images().get(Modality.HR);
            float[] all = raster.readFloats(ReadRequest.of(raster.info().window()));
            assertArrayEquals(Arrays.copyOfRange(all, TinyCopy.HEIGHT * TinyCopy.WIDTH, all.length), read.values());
        }
    }

    @Test
    void threeBandsAreTakenAsTheyAre() throws IOException {
        Path file = folder.resolve("fbp/rgb/" + FbpCopy.TRAIN + ".tif");
        try (Dataset dataset = open("color");
                RasterReader raster = RasterReader.open(file)) {
            ImageCube read = dataset.read("train", 0).orElseThrow().images().get(Modality.HR);
            assertArrayEquals(raster.readFloats(ReadRequest.of(raster.info().window())), read.values());
        }
    }
}
