// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.loader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Labels;
import io.skysense.api.data.Modality;
import io.skysense.api.data.ObjectBox;
import io.skysense.api.data.Quantity;
import io.skysense.api.data.Sample;
import io.skysense.api.data.ValueMap;
import io.skysense.dataset.kit.Made;
import io.skysense.dataset.kit.transform.View;
import io.skysense.dataset.kit.transform.Views;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Labels of every kind as a batch carries them: one sample of which all is known, one of which nothing is. */
class HostLabelsTest {

    private static final float NONE = Float.NaN;
    private static final int SIDE = 4;

    private static final Labels ALL = new Labels(
            Optional.of(new LabelMap(SIDE, SIDE, new byte[] {0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1})),
            Optional.of(
                    new ValueMap(1, SIDE, SIDE, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})),
            List.of(),
            Optional.of(List.of(new ObjectBox(1, 1, 2, 1.5, 0.5, 0.25, 1), new ObjectBox(0, 3, 3, 1, 1, 0, 1))));

    private static DatasetTable table() {
        DatasetTable made = Made.table();
        return new DatasetTable(
                made.name(),
                made.title(),
                made.bands(),
                made.classes(),
                List.of(new Quantity("height", "m", 0, 1)),
                made.splits(),
                made.licence(),
                made.homepage(),
                made.obtain(),
                made.notes());
    }

    private static HostLabels of(LabelKind kind, Labels... labels) throws DatasetException {
        List<View> views = new ArrayList<>();
        for (Labels one : labels) {
            Sample sample = new Sample(
                    "made",
                    Map.of(Modality.HR, Made.image(1, 2, SIDE, SIDE, 1, (t, b, y, x) -> 0)),
                    one,
                    Map.of(),
                    Optional.empty());
            views.add(new Views(table(), 1).whole(sample, SIDE));
        }
        return HostLabels.of(
                kind,
                views,
                table(),
                bytes -> ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.nativeOrder()));
    }

    private static float[] floats(HostLabels labels) {
        FloatBuffer values = labels.bytes().asFloatBuffer();
        float[] copy = new float[values.limit()];
        values.get(0, copy);
        return copy;
    }

    @Test
    void classesOfPixelsAreBytes() throws DatasetException {
        HostLabels labels = of(LabelKind.PIXEL_CLASSES, ALL, Labels.NONE);

        assertEquals(List.of(2, SIDE, SIDE), labels.shape());
        assertEquals(0, labels.bytes().get(3));
        assertEquals(1, labels.bytes().get(4));
        assertEquals((byte) ClassTable.IGNORE, labels.bytes().get(16));
    }

    @Test
    void quantitiesOfPixelsAndOfImagesAreFloats() throws DatasetException {
        HostLabels pixels = of(LabelKind.PIXEL_VALUES, ALL, Labels.NONE);
        assertEquals(List.of(2, 1, SIDE, SIDE), pixels.shape());
        assertEquals(16, floats(pixels)[15]);
        assertTrue(Float.isNaN(floats(pixels)[16]));

        HostLabels images = of(LabelKind.IMAGE_VALUES, ALL, Labels.NONE);
        assertEquals(List.of(2, 1), images.shape());
        assertArrayEquals(new float[] {8.5f, NONE}, floats(images));
    }

    @Test
    void classesOfImagesAreShares() throws DatasetException {
        HostLabels labels = of(LabelKind.IMAGE_CLASSES, ALL, Labels.NONE);

        assertEquals(List.of(2, 2), labels.shape());
        assertArrayEquals(new float[] {0.25f, 0.75f, NONE, NONE}, floats(labels));
    }

    @Test
    void objectsAreRowsAndAnImageOfWhichNothingIsKnownHasClassMinusOne() throws DatasetException {
        HostLabels labels = of(LabelKind.OBJECTS, ALL, Labels.NONE, Labels.of(List.of()));

        assertEquals(List.of(3, 2, 7), labels.shape());
        float[] rows = floats(labels);
        assertArrayEquals(new float[] {1, 1, 2, 1.5f, 0.5f, 0.25f, 1}, Arrays.copyOf(rows, 7));
        assertEquals(-1, rows[14]);
        assertTrue(Float.isNaN(rows[28]), "nothing is there, and that is known");
    }

    @ParameterizedTest
    @EnumSource(LabelKind.class)
    void aBatchIsKnownIfAnythingOfItIs(LabelKind kind) throws DatasetException {
        assertTrue(of(kind, Labels.NONE, ALL).known());
        assertFalse(of(kind, Labels.NONE, Labels.NONE).known());
    }
}
