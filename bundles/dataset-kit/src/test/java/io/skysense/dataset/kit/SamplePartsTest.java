// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.dataset.kit.contract.TinyArray;
import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.dataset.kit.layout.SampleParts;
import io.skysense.raster.PixelType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What datasets hold in ways of their own. */
class SamplePartsTest {

    @TempDir
    Path parent;

    private static DatasetDefinition definition(String label) {
        String json = """
                {"name": "odd", "title": "t", "splits": ["train"], "licence": "l", "homepage": "h", "obtain": "o",
                 "bands": [{"modality": "s1", "bands": ["VV", "VH"], "gsd": 10, "div": 1, "mean": [0, 0], "std": [1, 1]}],
                 "classes": {"classes": [{"value": 3, "name": "a", "color": "#000000"},
                                         {"value": 5, "name": "b", "color": "#ffffff"}], "ignored": [9]},
                 "files": {"label": "%s"}}""".formatted(label);
        return DatasetTables.parseDefinition(json.getBytes(StandardCharsets.UTF_8), "odd.json");
    }

    private TinyCopy copy(String target) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "odd");
        TinyArray.noise("<f4", 3, 2, 2, 4, 6).npy(copy.file("s1.npy"));
        return copy.list("train", "{'s1_path': ['odd/s1.npy'], 'target_path': 'odd/" + target + "', 'type': 'odd'}");
    }

    private Sample read(TinyCopy copy, String label, SampleParts parts) throws IOException {
        try (Dataset dataset = ListedDataset.open(definition(label), DatasetOptions.of(copy.root()), parts)) {
            return dataset.read("train", 0).orElseThrow();
        }
    }

    @Test
    void datesBesideTheFilesMustBeAsManyAsTheImages() throws IOException {
        TinyCopy copy = copy("l.png").sizedLabel("l.png", 4, 6, 3, 5);
        List<LocalDate> two = List.of(LocalDate.of(2020, 1, 2), LocalDate.of(2020, 3, 4));
        assertEquals(two, read(copy, "values", dates(two)).dates().get(Modality.S1));
        DatasetException refused =
                assertThrows(DatasetException.class, () -> read(copy, "values", dates(two.subList(0, 1))));
        assertTrue(refused.getMessage().endsWith("s1.npy: 2 images, and beside it 1 dates"), refused.getMessage());
    }

    private static SampleParts dates(List<LocalDate> dates) {
        return new SampleParts() {
            @Override
            public List<LocalDate> dates(Modality modality, Path file) {
                return dates;
            }
        };
    }

    @Test
    void imagesAndLabelsThatAreGivenStandForTheFiles() throws IOException {
        ImageCube cube = new ImageCube(1, 2, 1, 2, new float[] {1, 2, 3, 4});
        SampleParts parts = new SampleParts() {
            @Override
            public Optional<ImageCube> images(Modality modality, List<Path> files) {
                return Optional.of(cube);
            }

            @Override
            public Optional<LabelMap> label(Path file) {
                return Optional.of(new LabelMap(1, 2, new byte[] {5, 9}));
            }
        };
        Sample sample = read(copy("nothing.json"), "values", parts);
        assertArrayEquals(cube.values(), sample.images().get(Modality.S1).values());
        assertArrayEquals(
                new byte[] {1, (byte) 255}, sample.label().orElseThrow().classes());
    }

    @Test
    void aLabelOfPixelsThatAreSquaresOfImagePixelsIsEnlarged() throws IOException {
        TinyCopy copy = copy("l.png").sizedLabel("l.png", 2, 3, 3, 5, 9);
        byte[] row = {0, 0, 1, 1, (byte) 255, (byte) 255};
        LabelMap label = read(copy, "values", SampleParts.USUAL).label().orElseThrow();
        assertEquals(4, label.height());
        for (int r = 0; r < 4; r++) {
            for (int c = 0; c < 6; c++) {
                assertEquals(row[c] & 0xff, label.at(r, c));
            }
        }
    }

    @Test
    void theFirstOfSeveralBandsHoldsTheClassesWhereTheLayoutSaysSo() throws IOException {
        TinyCopy copy = copy("l.npy");
        double[] values = new double[3 * 4 * 6];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < 4 * 6 ? 5 : 77;
        }
        TinyArray.of("|u1", new int[] {3, 4, 6}, values).npy(copy.file("l.npy"));
        assertEquals(
                1,
                read(copy, "first_band", SampleParts.USUAL)
                        .label()
                        .orElseThrow()
                        .at(3, 5));
        DatasetException refused = assertThrows(DatasetException.class, () -> read(copy, "values", SampleParts.USUAL));
        assertTrue(refused.getMessage().contains("#054d4d"), refused.getMessage());
    }

    @Test
    void oneHotLabelsHaveABandAClass() throws IOException {
        TinyCopy copy = copy("l.tif").image("l.tif", 3, PixelType.UINT8, 4, 6);
        DatasetException refused = assertThrows(DatasetException.class, () -> read(copy, "one_hot", SampleParts.USUAL));
        assertTrue(
                refused.getMessage().endsWith("l.tif: 3 bands; this label has one a class, 2"), refused.getMessage());
    }
}
