// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.api.data.SizeMismatch;
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

class ViewsTest {

    private final Views views = new Views(Made.table(), 1);

    private static DataSettings settings(int crop, Augment augment) {
        return new DataSettings("", "train", "val", crop, 1, 1, 1, 0, SizeMismatch.CROP, augment);
    }

    private static float[] image(View view, Modality modality, int bands) {
        FloatBuffer out = FloatBuffer.allocate(bands * view.rows(modality) * view.columns(modality));
        view.image(modality, view.rows(modality), view.columns(modality), out, 0);
        return out.array();
    }

    @Test
    void aSensorIsLeftOutNowAndThenAndNeverAllOfThem() throws DatasetException {
        Sample sample = Made.sample("x", 64, 96, 1);
        Augment none = new Augment(false, false, List.of(1.0, 1.0), 0, 0, 0);
        Augment half = new Augment(false, false, List.of(1.0, 1.0), 0, 0, 0, 1, 0.5);
        int both = 0;
        int alone = 0;
        for (int n = 0; n < 200; n++) {
            View view = views.random(sample, settings(24, half), SeededRandom.of(1, n));
            View whole = views.random(sample, settings(24, none), SeededRandom.of(1, n));
            boolean hr = view.has(Modality.HR);
            boolean s2 = view.has(Modality.S2);
            assertTrue(hr || s2, "draw " + n);
            both += hr && s2 ? 1 : 0;
            alone += hr ? 0 : 1;
            assertTrue(whole.has(Modality.HR) && whole.has(Modality.S2));
            assertEquals(whole.window(), view.window(), "what is drawn before stays");
        }
        // A quarter, and three eighths.
        assertTrue(both > 30 && both < 70 && alone > 50 && alone < 100, both + " and " + alone);
    }

    /** Both sensors see the same ramp of the ground: the mean of 4x4 HR pixels is the S2 pixel over them. */
    @Test
    void modalitiesOfDifferentResolutionShowTheSameGround() throws DatasetException {
        Sample sample = Made.sample("x", 64, 96, 1);
        Augment augment = new Augment(true, true, List.of(0.8, 1.25), 0, 0, 0);
        for (int n = 0; n < 50; n++) {
            View view = views.random(sample, settings(24, augment), SeededRandom.of(1, n));
            float[] hr = image(view, Modality.HR, 2);
            float[] s2 = image(view, Modality.S2, 1);
            assertEquals(36, s2.length);
            for (int r = 1; r < 5; r++) {
                for (int c = 1; c < 5; c++) {
                    double y = 0;
                    double x = 0;
                    for (int i = 0; i < 16; i++) {
                        int at = (4 * r + i / 4) * 24 + 4 * c + i % 4;
                        y += hr[at] / 16;
                        x += hr[576 + at] / 16;
                    }
                    assertTrue(y > 2 && y < 62 && x > 2 && x < 94);
                    assertEquals(y + 3 * x, s2[r * 6 + c], 1e-2, "draw " + n);
                }
            }
        }
    }

    @Test
    void aDrawIsAFunctionOfItsKey() throws DatasetException {
        Sample sample = Made.sample("x", 64, 96, 3);
        DataSettings settings = settings(16, new Augment(true, true, List.of(0.5, 2.0), .2, .2, .1));
        View first = views.random(sample, settings, SeededRandom.of(1, 2, 3));
        View again = views.random(sample, settings, SeededRandom.of(1, 2, 3));
        View other = views.random(sample, settings, SeededRandom.of(1, 2, 4));
        assertEquals(first.window(), again.window());
        assertEquals(first.times(), again.times());
        org.junit.jupiter.api.Assertions.assertArrayEquals(image(first, Modality.HR, 2), image(again, Modality.HR, 2));
        assertNotEquals(first.window(), other.window());
    }

    @Test
    void windowsReachEveryCornerAndStayInside() {
        Set<List<Double>> corners = new HashSet<>();
        for (int n = 0; n < 400; n++) {
            Window w = new RandomWindow(6, Augment.DEFAULTS).draw(8, 9, SeededRandom.of(5, n));
            corners.add(List.of(w.row(), w.column()));
        }
        assertEquals(12, corners.size(), corners.toString());
    }

    @Test
    void zoomAboveOneMakesThingsLarger() {
        Augment twice = new Augment(false, false, List.of(2.0, 2.0), 0, 0, 0);
        Window w = new RandomWindow(16, twice).draw(64, 64, SeededRandom.of(1));
        assertEquals(8, w.height());
        assertEquals(8, w.width());
    }

    @Test
    void anImageSmallerThanTheCropIsCentredAndFilled() throws DatasetException {
        Sample sample = Made.sample("x", 8, 40, 1);
        View view = views.random(
                sample, settings(16, new Augment(false, false, List.of(1.0, 1.0), 0, 0, 0)), SeededRandom.of(9));
        ByteBuffer labels = ByteBuffer.allocate(256);
        view.label(labels, 0);
        for (int r = 0; r < 16; r++) {
            boolean inside = r >= 4 && r < 12;
            assertEquals(!inside, (labels.get(r * 16) & 0xff) == ClassTable.IGNORE, "row " + r);
        }
        float[] hr = image(view, Modality.HR, 2);
        assertEquals(1.5, hr[3 * 16], "row 1 mirrored about row 0");
    }

    @Test
    void wholeImagesAreFilledToAMultipleAndKeepTheMiddleDate() throws DatasetException {
        Sample sample = Made.sample("x", 20, 24, 3);
        View view = views.whole(sample, 32);
        assertEquals(32, view.height());
        assertEquals(32, view.width());
        assertEquals(8, view.rows(Modality.S2));
        assertEquals(List.of(1), view.times().get(Modality.S2));
        float[] hr = image(view, Modality.HR, 2);
        assertEquals(0.5, hr[0]);
        assertEquals(19.5, hr[19 * 32]);
        assertEquals(18.5, hr[20 * 32]);
        assertTrue(image(view, Modality.S2, 1)[0] > 1000);
    }

    @Test
    void normalisationDividesThenCentresThenScales() {
        BandTable bands =
                new BandTable(Modality.HR, List.of("a", "b"), 1, 255, List.of(.485, .456), List.of(.229, .224));
        FloatBuffer values = FloatBuffer.wrap(new float[] {0, 255, 128, 7});
        Normalization.of(bands).apply(values, 0, 2);
        assertEquals((0 - .485) / .229, values.get(0), 1e-5);
        assertEquals((1 - .485) / .229, values.get(1), 1e-5);
        assertEquals((128 / 255. - .456) / .224, values.get(2), 1e-5);
        FloatBuffer jittered = FloatBuffer.wrap(new float[] {100, 100});
        Normalization.of(bands, new Jitter(1.5, List.of(.25, -1.0))).apply(jittered, 0, 1);
        assertEquals((100 / 255. - .485) / .229 * 1.5 + .25, jittered.get(0), 1e-5);
        assertEquals((100 / 255. - .456) / .224 * 1.5 - 1, jittered.get(1), 1e-5);
    }

    @Test
    void jitterStaysInItsRange() {
        Augment augment = new Augment(false, false, List.of(1.0, 1.0), .3, .2, .1);
        double widest = 0;
        for (int n = 0; n < 1000; n++) {
            Jitter j = Jitter.draw(augment, 3, SeededRandom.of(4, n));
            assertTrue(Math.abs(j.gain() - 1) <= .2);
            assertTrue(j.shifts().stream().allMatch(s -> Math.abs(s) <= .4));
            widest = Math.max(widest, Math.abs(j.shifts().get(0) - j.shifts().get(1)));
        }
        assertTrue(widest > .1 && widest <= .2, "bands differ by up to " + widest);
        assertEquals(Jitter.none(2), Jitter.draw(Augment.DEFAULTS, 2, SeededRandom.of(1)));
    }

    @Test
    void withoutALabelEverythingIsIgnored() throws DatasetException {
        Sample sample = Made.sample("x", 8, 8, 1);
        Sample bare = new Sample("x", sample.images(), Optional.empty(), Map.of(), Optional.empty());
        ByteBuffer labels = ByteBuffer.allocate(64);
        views.whole(bare, 1).label(labels, 0);
        for (int i = 0; i < 64; i++) {
            assertEquals((byte) ClassTable.IGNORE, labels.get(i));
        }
    }
}
