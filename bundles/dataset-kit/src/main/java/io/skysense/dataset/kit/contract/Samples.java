// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.dataset.kit.transform.Grid;

/** Checks of samples. */
final class Samples {

    private Samples() {}

    /** Checks a sample against the table of its dataset. */
    static void check(DatasetTable table, Sample sample, String place) {
        assertFalse(sample.id().isBlank(), place);
        assertFalse(sample.images().isEmpty(), place);
        sample.images().forEach((modality, image) -> {
            BandTable bands = table.bands(modality).orElseThrow(() -> new AssertionError(place + ": " + modality));
            assertEquals(bands.bands().size(), image.bands(), place + ": bands of " + modality);
            for (float value : image.values()) {
                assertTrue(Float.isFinite(value), place + ": " + modality + " is not finite");
            }
        });
        sample.dates()
                .forEach((modality, dates) -> assertEquals(
                        sample.images().get(modality).times(), dates.size(), place + ": dates of " + modality));
        sample.label().ifPresent(label -> {
            assertEquals(Grid.of(sample), new Grid(label.height(), label.width()), place + ": size of the label");
            for (byte c : label.classes()) {
                int index = c & 0xff;
                assertTrue(index < table.classes().size() || index == ClassTable.IGNORE, place + ": class " + index);
            }
        });
    }

    /** Checks that two samples are equal to the bit. */
    static void assertSame(Sample expected, Sample actual) {
        assertEquals(expected.id(), actual.id());
        assertEquals(expected.dates(), actual.dates());
        assertEquals(expected.place(), actual.place());
        assertEquals(expected.images().keySet(), actual.images().keySet());
        for (Modality modality : expected.images().keySet()) {
            ImageCube a = expected.images().get(modality);
            ImageCube b = actual.images().get(modality);
            assertEquals(a.times(), b.times());
            assertEquals(a.height(), b.height());
            assertArrayEquals(a.values(), b.values());
        }
        assertEquals(expected.label().isPresent(), actual.label().isPresent());
        if (expected.label().isPresent()) {
            LabelMap a = expected.label().get();
            LabelMap b = actual.label().orElseThrow();
            assertEquals(a.width(), b.width());
            assertArrayEquals(a.classes(), b.classes());
        }
    }
}
