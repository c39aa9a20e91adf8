// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.api.data.SizeMismatch;
import io.skysense.raster.Compression;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListedDatasetTest {

    private final Logger logger = Logger.getLogger(ListedDataset.class.getName());
    private final List<String> warnings = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            warnings.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Path folder;
    private MadeFiles files;

    @BeforeEach
    void make(@TempDir Path temporary) throws IOException {
        folder = temporary;
        files = new MadeFiles(temporary);
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    private Dataset open(SizeMismatch policy, Modality... modalities) throws IOException {
        return ListedDataset.open(Made.table(), new DatasetOptions(files.root, Map.of(), Set.of(modalities), policy));
    }

    private Sample read(Modality... modalities) throws IOException {
        try (Dataset dataset = open(SizeMismatch.FAIL, modalities)) {
            return dataset.read("train", 0).orElseThrow();
        }
    }

    /** What is said about the first entry, after the list file and the entry. */
    private String refusal() {
        String message = assertThrows(DatasetException.class, this::read).getMessage();
        String place = files.root.resolve("made_train.json") + ": entry 0: ";
        assertTrue(message.startsWith(place), message);
        assertEquals(1, message.lines().count(), message);
        return message.substring(place.length());
    }

    private Path at(String name) {
        return files.root.resolve(name);
    }

    @Test
    void aListOfFilesIsASeriesWithTheDatesInTheNames() throws IOException {
        files.image("s2_tile12345678_20230214.tif", 1, 2, 2, 5);
        files.image("s2_20230301T1020.tif", 1, 2, 2, 6);
        files.image("s2_x.tif", 1, 2, 2, 7);
        files.list("{'s2_path': ['made/s2_tile12345678_20230214.tif', 'made/s2_20230301T1020.tif']}");
        Sample sample = read();
        assertEquals(
                List.of(LocalDate.of(2023, 2, 14), LocalDate.of(2023, 3, 1)),
                sample.dates().get(Modality.S2));
        ImageCube cube = sample.images().get(Modality.S2);
        assertArrayEquals(new float[] {5, 5, 5, 5, 6, 6, 6, 6}, cube.values());
        assertTrue(sample.label().isEmpty());
        files.list("{'s2_path': ['made/s2_20230301T1020.tif', 'made/s2_x.tif']}");
        assertEquals(List.of(), warnings);
        assertTrue(read().dates().isEmpty(), "a series with a date missing has none");
        assertEquals(1, warnings.size(), warnings.toString());
        String said = at("s2_x.tif") + ": no day of the calendar in its name, as in 1 of the 2 names of its series";
        assertTrue(warnings.get(0).contains(said), warnings.get(0));
    }

    @Test
    void aSeriesOfDifferentSizesIsRefused() throws IOException {
        files.image("a.tif", 1, 2, 3, 5);
        files.image("b.tif", 1, 2, 2, 5);
        files.list("{'s2_path': ['made/a.tif', 'made/b.tif']}");
        assertEquals(at("b.tif") + ": 2x2 pixels, but the series began with 3x2", refusal());
    }

    @Test
    void aWrongNumberOfBandsIsRefused() throws IOException {
        files.image("a.tif", 3, 2, 2, 5);
        files.list("{'hr_path': 'made/a.tif'}");
        assertEquals(at("a.tif") + ": 3 bands; hr has 2: a, b", refusal());
    }

    @Test
    void valuesThatAreNoNumbersBecomeTheBandsMeanAndAreWarnedOfOnce() throws IOException {
        files.image("a.tif", 2, 1, 4, 1, Float.NaN, 3, 8, 10, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 20);
        files.list("{'hr_path': 'made/a.tif'}");
        try (Dataset dataset = open(SizeMismatch.FAIL)) {
            for (int again = 0; again < 3; again++) {
                assertArrayEquals(
                        new float[] {1, 4, 3, 8, 10, 15, 15, 20},
                        dataset.read("train", 0)
                                .orElseThrow()
                                .images()
                                .get(Modality.HR)
                                .values());
            }
        }
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).contains(at("a.tif") + ": 3 values are NaN or infinite"), warnings.get(0));
    }

    @Test
    void labelValuesBecomeClassIndices() throws IOException {
        files.image("a.tif", 2, 2, 2, 5);
        files.label("a.png", 2, 2, 2, 1, 0, 2);
        files.list("{'hr_path': 'made/a.tif', 'target_path': 'made/a.png'}");
        assertArrayEquals(new byte[] {1, 0, -1, 1}, read().label().orElseThrow().classes());
    }

    @Test
    void anUnknownLabelValueIsRefusedWithCountAndFirstPixel() throws IOException {
        files.image("a.tif", 2, 2, 4, 5);
        files.label("a.png", 2, 4, 1, 2, 7, 1, 0, 7, 9, 2);
        files.list("{'hr_path': 'made/a.tif', 'target_path': 'made/a.png'}");
        assertEquals(
                at("a.png") + ": label values that the class table does not know: "
                        + "7 (2 pixels, the first at column 2, row 0), 9 (1 pixels, the first at column 2, row 1)",
                refusal());
    }

    @Test
    void labelsOfFloatsMustBeWholeNumbers() throws IOException {
        files.image("a.tif", 2, 1, 2, 5);
        files.image("label.tif", 1, 1, 2, 2, 1);
        files.list("{'hr_path': 'made/a.tif', 'target_path': 'made/label.tif'}");
        assertArrayEquals(new byte[] {1, 0}, read().label().orElseThrow().classes());
        files.image("label.tif", 1, 1, 2, 1.5f, Float.NaN);
        assertEquals(
                at("label.tif") + ": label values that the class table does not know: "
                        + "1.5 (1 pixels, the first at column 0, row 0), NaN (1 pixels, the first at column 1, row 0)",
                refusal());
    }

    @Test
    void negativeLabelValuesAreNoBytes() throws IOException {
        files.image("a.tif", 2, 1, 2, 5);
        RasterWriter.writeGeoTiff(
                at("label.tif"), RasterSpec.of(2, 1, 1, PixelType.INT16), Compression.NONE, new short[] {-254, 1});
        files.list("{'hr_path': 'made/a.tif', 'target_path': 'made/label.tif'}");
        assertTrue(refusal().contains("-254 (1 pixels"));
    }

    @Test
    void aLabelOfSeveralBandsIsRefused() throws IOException {
        files.image("a.tif", 2, 2, 2, 5);
        files.list("{'hr_path': 'made/a.tif', 'target_path': 'made/a.tif'}");
        assertEquals(at("a.tif") + ": 2 bands; a label has 1, or 3 that make a colour", refusal());
    }

    @Test
    void croppingTakesTheSameGroundFromEverySensorAndIsWarnedOfOnce() throws IOException {
        files.image("hr.tif", 2, 8, 8, 5);
        files.image("s2.tif", 1, 4, 4, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        files.label("a.png", 6, 9, 1);
        files.list("{'hr_path': 'made/hr.tif', 's2_path': ['made/s2.tif'], 'target_path': 'made/a.png'}");
        try (Dataset dataset = open(SizeMismatch.CROP)) {
            dataset.read("train", 0);
            Sample sample = dataset.read("train", 0).orElseThrow();
            assertEquals(6, sample.images().get(Modality.HR).height());
            assertEquals(8, sample.images().get(Modality.HR).width());
            assertEquals(8, sample.label().orElseThrow().width());
            ImageCube s2 = sample.images().get(Modality.S2);
            assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, s2.values());
        }
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).contains("entry 0: " + at("a.png") + ": the label is 9x6 pixels, the image 8x8"));
    }

    @Test
    void withoutTheImageItWasDrawnOnALabelTakesTheGridOfTheFirstModality() throws IOException {
        files.image("hr.tif", 2, 4, 4, 5);
        files.image("s2.tif", 1, 2, 2, 7);
        files.label("a.png", 4, 4, 1, 1, 2, 2, 1, 2, 2, 2, 0, 0, 1, 2, 0, 1, 1, 2);
        files.list("{'hr_path': 'made/hr.tif', 's2_path': ['made/s2.tif'], 'target_path': 'made/a.png'}");
        Sample sample = read(Modality.S2);
        assertEquals(Set.of(Modality.S2), sample.images().keySet());
        assertArrayEquals(new byte[] {0, 1, -1, 0}, sample.label().orElseThrow().classes());
        assertTrue(warnings.isEmpty(), warnings.toString());
    }

    @Test
    void filesOutsideTheDataFolderAreRefused() throws IOException {
        files.image("a.tif", 2, 2, 2, 5);
        files.list("{'hr_path': '../made/../secret.tif'}");
        assertTrue(refusal().contains("leaves the data folder"));
        files.list("{'hr_path': '/vsicurl/http://example.org/a.tif'}");
        assertTrue(refusal().contains("an absolute path"));
    }

    @Test
    void missingFilesAndFilesOfNoKnownFormatAreNamed() throws IOException {
        files.list("{'hr_path': 'made/none.tif'}");
        assertTrue(refusal().startsWith(at("none.tif") + ": "));
        Files.writeString(at("text.tif"), "not an image at all");
        files.list("{'hr_path': 'made/text.tif'}");
        assertTrue(refusal().startsWith(at("text.tif") + ": "));
    }

    @Test
    void anImageTooLargeForOneSampleIsRefusedAndTheRestStaysReadable() throws IOException {
        String vrt = """
                <VRTDataset rasterXSize="60000" rasterYSize="60000">
                  <VRTRasterBand dataType="Float32" band="1"/><VRTRasterBand dataType="Float32" band="2"/>
                </VRTDataset>
                """;
        Files.writeString(at("huge.vrt"), vrt);
        files.image("a.tif", 2, 2, 2, 5);
        files.list("{'hr_path': 'made/huge.vrt'}", "{'hr_path': 'made/a.tif'}");
        assertEquals(at("huge.vrt") + ": 27465 MiB of pixels are too many for one sample", refusal());
        try (Dataset dataset = open(SizeMismatch.FAIL)) {
            assertTrue(dataset.read("train", 1).isPresent());
        }
    }

    @Test
    void entriesOfAnotherDatasetAreRefused() throws IOException {
        files.list("{'hr_path': 'made/a.tif', 'type': 'made'}", "{'hr_path': 'made/b.tif', 'type': 'other'}");
        try (Dataset dataset = open(SizeMismatch.FAIL)) {
            assertEquals(
                    at("made_train.json") + ": entry 1 (line 1): its type is other, and this is the reader of made",
                    assertThrows(DatasetException.class, () -> dataset.size("train"))
                            .getMessage());
        }
    }

    @Test
    void anEntryWithoutTheModalitiesAskedForIsRefused() throws IOException {
        files.image("a.tif", 2, 2, 2, 5);
        files.list("{'hr_path': 'made/a.tif'}");
        String message =
                assertThrows(DatasetException.class, () -> read(Modality.S2)).getMessage();
        assertTrue(message.endsWith("made/a.tif: the entry has no image of the modalities asked for"), message);
    }

    @Test
    void aListFileOfTheOptionsStandsForASplit() throws IOException {
        files.image("a.tif", 2, 2, 2, 5);
        Path list = Files.writeString(folder.resolve("mine.json"), "[{\"hr_path\": \"made/a.tif\"}]");
        DatasetOptions options = new DatasetOptions(folder, Map.of("mine", list), Set.of(), SizeMismatch.FAIL);
        try (Dataset dataset = ListedDataset.open(Made.table(), options)) {
            assertEquals(1, dataset.size("mine"));
            assertEquals("a", dataset.read("mine", 0).orElseThrow().id());
        }
    }

    @Test
    void aClosedDatasetIsNotRead() throws IOException {
        files.image("a.tif", 2, 2, 2, 5);
        files.list("{'hr_path': 'made/a.tif'}");
        Dataset dataset = open(SizeMismatch.FAIL);
        assertFalse(dataset.read("train", 0).isEmpty());
        dataset.close();
        assertThrows(IllegalStateException.class, () -> dataset.read("train", 0));
    }
}
