// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.GeoReference;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.api.data.ObjectBox;
import io.skysense.api.data.Sample;
import io.skysense.api.data.ValueMap;
import io.skysense.api.progress.Progress;
import io.skysense.dataset.kit.contract.DatasetReaderContract;
import io.skysense.dataset.kit.scene.Cover;
import io.skysense.dataset.kit.scene.SceneOptions;
import io.skysense.dataset.kit.scene.SceneSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoReaderTest extends DatasetReaderContract {

    private final DatasetReader reader = new DemoReader();

    @Override
    protected DatasetReader reader() {
        return reader;
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return SceneSet.make(parent, new SceneOptions(5, 2, 1, 64, 3, 2), Progress.NONE);
    }

    @Test
    void theTableNamesTheCoversThatAreMade() {
        List<LabelClass> classes = reader.table().classes().classes();
        assertEquals(Cover.values().length, classes.size());
        for (Cover cover : Cover.values()) {
            LabelClass found = classes.get(cover.ordinal());
            assertEquals(cover.labelValue(), found.value());
            assertEquals(cover.name().toLowerCase(Locale.ROOT).replace('_', ' '), found.name());
        }
    }

    @Test
    void allSensorsSeeTheSameGroundOnKnownDays() throws IOException {
        try (Dataset dataset = reader.open(DatasetOptions.of(folder))) {
            Sample sample = dataset.read("train", 1).orElseThrow();
            assertEquals("demo_0001", sample.id());
            assertEquals(
                    Set.of(Modality.HR, Modality.S2, Modality.S1),
                    sample.images().keySet());
            ImageCube s2 = sample.images().get(Modality.S2);
            assertEquals(3, s2.times());
            assertEquals(4, s2.height());
            assertEquals(3, sample.dates().get(Modality.S2).size());
            assertEquals(
                    sample.dates().get(Modality.S2).stream().sorted().toList(),
                    sample.dates().get(Modality.S2));
            assertEquals(64, sample.label().orElseThrow().height());
            GeoReference place = sample.place().orElseThrow();
            assertEquals(0.625, place.transform().get(1));
            assertTrue(place.crs().contains("UTM zone 33N"), place.crs());
        }
    }

    @Test
    void treeCoverDensityIsTheShareOfForestInEachSentinelPixel() throws IOException {
        try (Dataset dataset = reader.open(DatasetOptions.of(folder))) {
            Sample sample = dataset.read("train", 0).orElseThrow();
            LabelMap label = sample.label().orElseThrow();
            ValueMap density = sample.labels().values().orElseThrow();
            int cell = SceneSet.FACTOR;
            for (int top = 0; top < label.height(); top += cell) {
                for (int left = 0; left < label.width(); left += cell) {
                    int forest = 0;
                    for (int i = 0; i < cell * cell; i++) {
                        boolean is = label.at(top + i / cell, left + i % cell) == Cover.FOREST.ordinal();
                        forest += is ? 1 : 0;
                    }
                    float expected = 100f * forest / (cell * cell);
                    assertEquals(expected, density.values()[top * label.width() + left], 1e-4f);
                    assertEquals(expected, density.values()[(top + cell - 1) * label.width() + left + 1], 1e-4f);
                }
            }
        }
    }

    @Test
    void housesAreBoxesAroundTheirPixels(@TempDir Path parent) throws IOException {
        Path root = SceneSet.make(parent, new SceneOptions(7, 1, 0, 512, 0, 0), Progress.NONE);
        try (Dataset dataset = reader.open(DatasetOptions.of(root))) {
            Sample sample = dataset.read("train", 0).orElseThrow();
            LabelMap label = sample.label().orElseThrow();
            List<ObjectBox> houses = sample.labels().objects().orElseThrow();
            assertTrue(houses.size() > 5, houses.size() + " houses");
            long covered = 0;
            long building = 0;
            for (int i = 0; i < label.classes().length; i++) {
                boolean inside = holds(houses, i % label.width() + 0.5, i / label.width() + 0.5);
                boolean is = label.classes()[i] == Cover.BUILDING.ordinal();
                building += is ? 1 : 0;
                covered += is && inside ? 1 : 0;
            }
            assertTrue(covered > 0.95 * building, covered + " of " + building);
            for (ObjectBox house : houses) {
                assertEquals(Cover.BUILDING.ordinal(), house.classIndex());
                assertTrue(house.width() < 22 / SceneSet.GSD + 2 && house.height() < 13 / SceneSet.GSD + 2, "" + house);
            }
        }
    }

    private static boolean holds(List<ObjectBox> boxes, double x, double y) {
        return boxes.stream().anyMatch(box -> {
            double along = (x - box.x()) * Math.cos(box.angle()) + (y - box.y()) * Math.sin(box.angle());
            double across = (y - box.y()) * Math.cos(box.angle()) - (x - box.x()) * Math.sin(box.angle());
            return Math.abs(along) <= box.width() / 2 && Math.abs(across) <= box.height() / 2;
        });
    }
}
