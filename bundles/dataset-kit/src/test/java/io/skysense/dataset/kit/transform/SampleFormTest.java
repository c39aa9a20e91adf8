// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Labels;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.api.data.SizeMismatch;
import io.skysense.api.data.ValueMap;
import io.skysense.api.train.DataSettings;
import io.skysense.api.train.DataSettings.Augment;
import io.skysense.dataset.kit.Made;
import io.skysense.dataset.kit.sampler.SeededRandom;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates and labels of views. */
class SampleFormTest {

    private static final int SIDE = 8;
    private static final byte NONE = (byte) ClassTable.IGNORE;

    private static DataSettings settings(int crop) {
        Augment upright = new Augment(true, true, List.of(1.0, 1.0), 0, 0, 0);
        return new DataSettings("", "train", "val", crop, 1, 1, 1, 0, SizeMismatch.CROP, upright);
    }

    /** An HR series whose pixels say their date, row and column. */
    private static Sample series(int times, Labels labels) {
        ImageCube cube = Made.image(
                times, 2, SIDE, SIDE, 1, (t, b, y, x) -> 10_000 * t + 1000 * b + 10 * Math.floor(y) + Math.floor(x));
        return new Sample("series", Map.of(Modality.HR, cube), labels, Map.of(), Optional.empty());
    }

    private static float[] image(View view, int dates) {
        FloatBuffer out = FloatBuffer.allocate(dates * 2 * view.height() * view.width());
        view.image(Modality.HR, view.height(), view.width(), out, 0);
        return out.array();
    }

    @ParameterizedTest
    @CsvSource({"2, 2, '0 1'", "5, 1, '2'", "5, 2, '1 3'", "4, 2, '1 3'", "9, 3, '1 4 7'"})
    void evaluationTakesDatesThatAreEvenlySpaced(int times, int dates, String expected) throws DatasetException {
        View view = new Views(Made.table(), dates).whole(series(times, Labels.NONE), 4);

        String chosen = view.times().get(Modality.HR).toString().replaceAll("[\\[\\],]", "");
        assertEquals(expected, chosen);
    }

    @Test
    void trainingTakesAnyDatesInTheirOrder() throws DatasetException {
        Views views = new Views(Made.table(), 2);
        Sample sample = series(4, Labels.NONE);
        Set<List<Integer>> seen = new HashSet<>();
        for (int n = 0; n < 200; n++) {
            seen.add(views.random(sample, settings(4), SeededRandom.of(3, n))
                    .times()
                    .get(Modality.HR));
        }

        assertEquals(6, seen.size(), seen.toString());
        assertTrue(seen.stream().allMatch(pair -> pair.get(0) < pair.get(1)));
    }

    @Test
    void allDatesShowTheSameWindow() throws DatasetException {
        View view = new Views(Made.table(), 2).random(series(2, Labels.NONE), settings(4), SeededRandom.of(7));

        float[] both = image(view, 2);

        for (int i = 0; i < both.length / 2; i++) {
            assertEquals(both[i] + 10_000, both[both.length / 2 + i]);
        }
    }

    @Test
    void theLightOfEachDateChangesByItself() throws DatasetException {
        Augment light = new Augment(false, false, List.of(1.0, 1.0), 0.5, 0, 0);
        DataSettings settings = new DataSettings("", "train", "val", 4, 1, 1, 1, 0, SizeMismatch.CROP, light);
        float[] both =
                image(new Views(Made.table(), 2).random(series(2, Labels.NONE), settings, SeededRandom.of(7)), 2);

        float apart = both[both.length / 2] - both[0] - 10_000;
        assertTrue(Math.abs(apart) > 0.01, "the shifts of both dates differ by " + apart);
    }

    @Test
    void aSeriesWithTooFewDatesIsRefusedByName() {
        DatasetException refused =
                assertThrows(DatasetException.class, () -> new Views(Made.table(), 2).whole(series(1, Labels.NONE), 4));

        assertEquals("series: hr has 1 dates; the model looks at 2", refused.getMessage());
    }

    @Test
    void aModelThatRepeatsDatesTakesAShorterSeries() throws DatasetException {
        Views views = new Views(Made.table(), new SampleForm(LabelKind.PIXEL_CLASSES, 3, true));
        Sample two = series(2, Labels.NONE);

        assertEquals(List.of(0, 1, 1), views.whole(two, 4).times().get(Modality.HR));
        Set<List<Integer>> seen = new HashSet<>();
        for (int n = 0; n < 100; n++) {
            List<Integer> dates = views.random(two, settings(4), SeededRandom.of(2, n))
                    .times()
                    .get(Modality.HR);
            assertEquals(dates.stream().sorted().toList(), dates);
            seen.add(dates);
        }
        assertEquals(4, seen.size(), "all draws from two dates: " + seen);
    }

    @Test
    void windowsOfOneClassAreDrawnAgain() throws DatasetException {
        byte[] classes = new byte[SIDE * SIDE];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = (byte) (i % SIDE < 2 ? 1 : 0);
        }
        Sample sample = series(1, Labels.of(Optional.of(new LabelMap(SIDE, SIDE, classes))));
        int[] mixed = new int[2];
        for (int strict = 0; strict < 2; strict++) {
            Augment augment = new Augment(false, false, List.of(1.0, 1.0), 0, 0, 0, strict == 1 ? 0.75 : 1, 0);
            DataSettings settings = new DataSettings("", "train", "val", 2, 1, 1, 1, 0, SizeMismatch.CROP, augment);
            for (int n = 0; n < 100; n++) {
                View view = new Views(Made.table(), 1).random(sample, settings, SeededRandom.of(3, n));
                ByteBuffer seen = ByteBuffer.allocate(4);
                view.label(seen, 0);
                mixed[strict] += seen.get(0) != seen.get(1) ? 1 : 0;
            }
        }
        // Of seven places of a window one has both classes.
        assertTrue(mixed[0] < 30 && mixed[1] > 60, mixed[0] + " and " + mixed[1] + " of 100");
    }

    @Test
    void quantitiesAreCutAndTurnedAsImagesAre() throws DatasetException {
        float[] values = new float[2 * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / SIDE % SIDE * 10 + i % SIDE + (i < SIDE * SIDE ? 0 : 1000);
        }
        Labels labels = new Labels(Optional.empty(), Optional.of(new ValueMap(2, SIDE, SIDE, values)), List.of());
        Views views = new Views(Made.table(), 1);
        for (int n = 0; n < 20; n++) {
            View view = views.random(series(1, labels), settings(4), SeededRandom.of(1, n));
            FloatBuffer out = FloatBuffer.allocate(2 * 16);
            view.values(2, out, 0);
            assertArrayEquals(image(view, 1), out.array());
        }
    }

    @Test
    void beyondTheImageNoQuantityIsKnown() throws DatasetException {
        Labels labels = new Labels(
                Optional.empty(), Optional.of(new ValueMap(1, SIDE, SIDE, new float[SIDE * SIDE])), List.of());
        View view = new Views(Made.table(), 1).whole(series(1, labels), 5);
        FloatBuffer out = FloatBuffer.allocate(100);

        view.values(1, out, 0);

        for (int i = 0; i < 100; i++) {
            assertEquals(i / 10 >= SIDE || i % 10 >= SIDE, Float.isNaN(out.get(i)), "pixel " + i);
        }
    }

    @Test
    void sharesAreThoseOfTheWindowWhereThereIsAMap() throws DatasetException {
        byte[] classes = new byte[SIDE * SIDE];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = i % SIDE < 2 ? NONE : (byte) (i % SIDE < 4 ? 0 : 1);
        }
        LabelMap map = new LabelMap(SIDE, SIDE, classes);
        View whole = new Views(Made.table(), 1)
                .whole(series(1, new Labels(Optional.of(map), Optional.empty(), List.of(1f, 1f))), 4);
        FloatBuffer out = FloatBuffer.allocate(3);

        whole.shares(2, out, 1);

        assertEquals(2 / 6f, out.get(1), 1e-6f);
        assertEquals(4 / 6f, out.get(2), 1e-6f);
    }

    @Test
    void withoutAMapTheSampleSaysWhichClassesThereAre() throws DatasetException {
        Views views = new Views(Made.table(), 1);
        FloatBuffer out = FloatBuffer.allocate(2);

        views.whole(series(1, new Labels(Optional.empty(), Optional.empty(), List.of(0f, 1f))), 4)
                .shares(2, out, 0);
        assertArrayEquals(new float[] {0, 1}, out.array());
        views.whole(series(1, Labels.NONE), 4).shares(2, out, 0);
        assertArrayEquals(new float[] {Float.NaN, Float.NaN}, out.array());
    }

    @Test
    void aWindowsQuantityIsItsMeanOrWhatTheSampleSays() throws DatasetException {
        Views views = new Views(Made.table(), 1);
        FloatBuffer out = FloatBuffer.allocate(1);
        float[] values = new float[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 2 == 0 ? Float.NaN : i % SIDE;
        }

        views.whole(series(1, known(new ValueMap(1, SIDE, SIDE, values))), 8).means(1, out, 0);
        assertEquals(4, out.get(0), 1e-6f);
        views.whole(series(1, known(new ValueMap(1, 1, 1, new float[] {7}))), 8).means(1, out, 0);
        assertEquals(7, out.get(0));
        views.whole(series(1, Labels.NONE), 8).means(1, out, 0);
        assertTrue(Float.isNaN(out.get(0)));
    }

    private static Labels known(ValueMap map) {
        return new Labels(Optional.empty(), Optional.of(map), List.of());
    }
}
