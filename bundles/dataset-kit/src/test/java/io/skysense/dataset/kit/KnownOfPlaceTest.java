// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.Labels;
import io.skysense.api.data.ObjectBox;
import io.skysense.api.data.Quantity;
import io.skysense.api.data.ValueMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quantities and classes of places, from list entries and from rasters. */
class KnownOfPlaceTest {

    private static final float NONE = Float.NaN;

    private MadeFiles files;

    @BeforeEach
    void make(@TempDir Path temporary) throws IOException {
        files = new MadeFiles(temporary);
        files.image("hr.tif", 2, 4, 4, 1);
    }

    private static DatasetTable table() {
        DatasetTable made = Made.table();
        return new DatasetTable(
                made.name(),
                made.title(),
                made.bands(),
                made.classes(),
                List.of(new Quantity("height", "m", 10, 5), new Quantity("age", "a", 40, 20)),
                made.splits(),
                made.licence(),
                made.homepage(),
                made.obtain(),
                made.notes());
    }

    private Labels read(String rest) throws IOException {
        files.list("{'hr_path': 'made/hr.tif'" + rest + "}");
        try (Dataset dataset = ListedDataset.open(table(), DatasetOptions.of(files.root))) {
            return dataset.read("train", 0).orElseThrow().labels();
        }
    }

    private String refusal(String rest) {
        String message = assertThrows(DatasetException.class, () -> read(rest)).getMessage();
        String place = files.root.resolve("made_train.json") + ": entry 0: ";
        assertTrue(message.startsWith(place), message);
        return message.substring(place.length());
    }

    @Test
    void aRasterHasAQuantityABandAndWhatIsNoNumberIsNotKnown() throws IOException {
        float[] values = new float[32];
        for (int i = 0; i < values.length; i++) {
            values[i] = i == 5 ? NONE : i == 6 ? Float.POSITIVE_INFINITY : i;
        }
        files.image("values.tif", 2, 4, 4, values);

        ValueMap map = read(", 'values_path': 'made/values.tif'").values().orElseThrow();

        values[6] = NONE;
        assertArrayEquals(values, map.values());
        assertEquals(List.of(2, 4, 4), List.of(map.quantities(), map.height(), map.width()));
        float[] means = map.means();
        assertEquals((0 + 1 + 2 + 3 + 4 + 7 + 8 + 9 + 10 + 11 + 12 + 13 + 14 + 15) / 14f, means[0], 1e-5f);
        assertEquals(23.5f, means[1], 1e-5f);
    }

    @Test
    void aCoarserRasterIsBroughtToTheGridOfTheImage() throws IOException {
        files.image("values.tif", 2, 2, 2, 1, 2, 3, 4, 5, 6, 7, NONE);

        ValueMap map = read(", 'values_path': 'made/values.tif'").values().orElseThrow();

        assertArrayEquals(
                new float[] {
                    1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4, //
                    5, 5, 6, 6, 5, 5, 6, 6, 7, 7, NONE, NONE, 7, 7, NONE, NONE
                },
                map.values());
    }

    @Test
    void anEntryMaySayItsQuantitiesItself() throws IOException {
        Labels labels = read(", 'values': [12.5, null]");

        assertArrayEquals(
                new float[] {12.5f, NONE}, labels.values().orElseThrow().values());
        assertTrue(labels.has(LabelKind.IMAGE_VALUES));
        assertEquals(false, labels.has(LabelKind.PIXEL_VALUES));
    }

    @Test
    void theClassesOfAnEntryAreThereAndTheOthersAreNot() throws IOException {
        Labels labels = read(", 'classes': [1]");

        assertEquals(List.of(0f, 1f), labels.shares());
        assertTrue(labels.has(LabelKind.IMAGE_CLASSES));
        assertEquals(false, labels.has(LabelKind.PIXEL_CLASSES));
    }

    @Test
    void anEntryThatSaysNothingKnowsNothing() throws IOException {
        assertEquals(Labels.NONE, read(""));
    }

    @Test
    void quantitiesThatDoNotFitTheTableOrTheImageAreRefused() throws IOException {
        assertEquals("3 values for 2 quantities of the table", refusal(", 'values': [1, 2, 3]"));
        files.image("values.tif", 1, 4, 4, 0);
        assertEquals(
                files.root.resolve("values.tif") + ": 1 bands; the table has 2 quantities: height, age",
                refusal(", 'values_path': 'made/values.tif'"));
        files.image("values.tif", 2, 3, 4, 0);
        assertEquals(
                files.root.resolve("values.tif") + ": 4x3 pixels of quantities; the image has 4x4",
                refusal(", 'values_path': 'made/values.tif'"));
    }

    @Test
    void aTableOfQuantitiesNeedsNoClasses() {
        String json = """
                {"name": "heights", "title": "Heights", "bands": [{"modality": "hr", "bands": ["a"], "gsd": 1, "div": 1,
                 "mean": [0], "std": [1]}], "quantities": [{"name": "height", "unit": "m", "mean": 3, "std": 2}],
                 "splits": ["train"], "licence": "", "homepage": "", "obtain": ""}""";

        DatasetTable read = DatasetTables.parse(json.getBytes(StandardCharsets.UTF_8), "heights.json");

        assertEquals(List.of(new Quantity("height", "m", 3, 2)), read.quantities());
        assertEquals(0, read.classes().size());
        IllegalArgumentException flat = assertThrows(
                IllegalArgumentException.class,
                () -> DatasetTables.parse(
                        json.replace("\"std\": 2", "\"std\": 0").getBytes(StandardCharsets.UTF_8), "heights.json"));
        assertTrue(flat.getMessage().startsWith("heights.json: quantities.[0]"), flat.getMessage());
    }

    @Test
    void objectsAreListedByClassCentreSidesAndAngle() throws IOException {
        Labels labels = read(", 'objects': [[1, 2, 1.5, 3, 2], [0, 1, 1, 2, 1, 90]]");

        assertEquals(
                List.of(new ObjectBox(1, 2, 1.5, 3, 2, 0, 1), new ObjectBox(0, 1, 1, 2, 1, Math.PI / 2, 1)),
                labels.objects().orElseThrow());
        assertTrue(labels.has(LabelKind.OBJECTS));
        assertEquals(List.of(), read(", 'objects': []").objects().orElseThrow());
        assertTrue(read("").objects().isEmpty(), "no list is not an empty list");
    }

    @Test
    void objectsThatAreNoneAreRefused() {
        String list = files.root.resolve("made_train.json").toString();
        for (String objects :
                List.of("[[1, 2, 1.5, 3]]", "[[1, 2, 1.5, 3, 0]]", "[[0.5, 2, 1.5, 3, 2]]", "[3]", "{}")) {
            String message = assertThrows(DatasetException.class, () -> read(", 'objects': " + objects))
                    .getMessage();
            assertTrue(message.startsWith(list) && message.contains("objects: "), message);
            assertEquals(1, message.lines().count());
        }
        String message = assertThrows(DatasetException.class, () -> read(", 'objects': [[2, 1, 1, 1, 1]]"))
                .getMessage();
        assertTrue(message.contains("class 2 of a table of 2"), message);
    }
}
