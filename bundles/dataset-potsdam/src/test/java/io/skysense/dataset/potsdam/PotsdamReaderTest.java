// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.potsdam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.contract.PublishedDatasetContract;
import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.raster.RasterReader;
import io.skysense.raster.ReadRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PotsdamReaderTest extends PublishedDatasetContract {

    private final ListedReader reader = new PotsdamReader();

    @Override
    protected ListedReader reader() {
        return reader;
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return PotsdamCopy.make(parent);
    }

    @Override
    protected List<String> otherLists() {
        return List.of("grey");
    }

    @Test
    void coloursAreClassesAlsoWhereTheyAreALittleOff() throws IOException {
        assertEquals(List.of(0, 1, 2, 3, 4, 5), stripes("train", 0, 6));
        assertEquals(List.of(1, 4, ClassTable.IGNORE, 1), stripes("train", 1, 4));
    }

    @Test
    void ofImagesOfFourBandsTheInfraredIsLeftOut() throws IOException {
        Path file = folder.resolve("potsdam/4_Ortho_RGBIR/top_potsdam_4_12_RGBIR.tif");
        try (Dataset dataset = open("grey");
                RasterReader raster = RasterReader.open(file)) {
            ImageCube read = dataset.read("train", 1).orElseThrow().images().get(Modality.HR);
            float[] all = raster.readFloats(ReadRequest.of(raster.info().window()));
            assertArrayEquals(Arrays.copyOf(all, 3 * TinyCopy.HEIGHT * TinyCopy.WIDTH), read.values());
        }
    }

    @Test
    void theTilesPartAsInTheBenchmark(@TempDir Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "potsdam");
        List<String> tiles = Stream.concat(
                        IntStream.rangeClosed(2, 7)
                                .boxed()
                                .flatMap(row -> IntStream.rangeClosed(10, row == 7 ? 13 : 15)
                                        .filter(column -> row > 3 || column < 15)
                                        .mapToObj(column -> row + "_" + column)),
                        Stream.of("6_7", "6_8", "6_9", "7_7", "7_8", "7_9"))
                .toList();
        assertEquals(38, tiles.size());
        for (String tile : tiles) {
            Files.createFile(copy.file("2_Ortho_RGB/top_potsdam_" + tile + "_RGB.tif"));
            Files.createFile(copy.file("top_potsdam_" + tile + "_label.tif"));
        }
        assertEquals(24, reader.index(copy.root(), "train").size());
        List<String> held = reader.index(copy.root(), "val").stream()
                .map(entry -> entry.hr().orElseThrow().replaceAll(".*potsdam_|_RGB.tif", ""))
                .toList();
        assertEquals(
                List.of(
                        "2_13", "2_14", "3_13", "3_14", "4_13", "4_14", "4_15", "5_13", "5_14", "5_15", "6_13", "6_14",
                        "6_15", "7_13"),
                held);
    }
}
