// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Labels;
import io.skysense.api.data.Modality;
import io.skysense.api.data.ObjectBox;
import io.skysense.api.data.Sample;
import io.skysense.api.data.SizeMismatch;
import io.skysense.api.train.DataSettings;
import io.skysense.api.train.DataSettings.Augment;
import io.skysense.dataset.kit.Made;
import io.skysense.dataset.kit.sampler.SeededRandom;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects go with the pixels that they are of. */
class ObjectsOfViewsTest {

    private static final int SIDE = 48;
    private static final int CROP = 32;

    /** A sample whose label is 1 inside the objects. */
    private static Sample sample(ObjectBox... objects) {
        byte[] classes = new byte[SIDE * SIDE];
        for (int i = 0; i < classes.length; i++) {
            double x = i % SIDE + 0.5;
            double y = i / SIDE + 0.5;
            for (ObjectBox box : objects) {
                classes[i] |= holds(box, x, y) ? 1 : 0;
            }
        }
        Labels labels = new Labels(
                Optional.of(new LabelMap(SIDE, SIDE, classes)),
                Optional.empty(),
                List.of(),
                Optional.of(List.of(objects)));
        return new Sample(
                "made",
                Map.of(Modality.HR, Made.image(1, 2, SIDE, SIDE, 1, (t, b, y, x) -> x)),
                labels,
                Map.of(),
                Optional.empty());
    }

    private static boolean holds(ObjectBox box, double x, double y) {
        double along = (x - box.x()) * Math.cos(box.angle()) + (y - box.y()) * Math.sin(box.angle());
        double across = (y - box.y()) * Math.cos(box.angle()) - (x - box.x()) * Math.sin(box.angle());
        return Math.abs(along) < box.width() / 2 && Math.abs(across) < box.height() / 2;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 25, -70})
    void anObjectCoversThePixelsOfItsLabelInEveryView(double degrees) throws DatasetException {
        ObjectBox box = new ObjectBox(1, 24, 25, 18, 8, Math.toRadians(degrees), 1);
        Views views = new Views(Made.table(), 1);
        Augment augment = new Augment(true, true, List.of(0.8, 1.25), 0, 0, 0);
        DataSettings settings = new DataSettings("", "train", "val", CROP, 1, 1, 1, 0, SizeMismatch.CROP, augment);
        for (int n = 0; n < 40; n++) {
            View view = views.random(sample(box), settings, SeededRandom.of(9, n));
            List<ObjectBox> seen = view.objects().orElseThrow();
            ByteBuffer label = ByteBuffer.allocate(CROP * CROP);
            view.label(label, 0);
            int differ = 0;
            for (int i = 0; i < CROP * CROP; i++) {
                double x = i % CROP + 0.5;
                double y = i / CROP + 0.5;
                boolean covered = seen.stream().anyMatch(b -> holds(b, x, y));
                differ += covered != (label.get(i) == 1) ? 1 : 0;
            }
            if (!seen.isEmpty()) {
                assertEquals(degrees == 0, seen.get(0).angle() == 0, "an upright box stays upright");
                assertTrue(differ < 25, "draw " + n + ": " + differ + " pixels differ");
            }
        }
    }

    @Test
    void anObjectBelongsToTheViewThatShowsItsCentre() throws DatasetException {
        Sample sample = sample(new ObjectBox(0, 10, 10, 6, 6, 0, 1), new ObjectBox(1, 47.5, 30, 20, 6, 0, 1));
        View whole = new Views(Made.table(), 1).whole(sample, 32);
        View part = new View(
                sample, new Window(8, 12, 16, 32, false, false, false), 16, 32, whole.times(), whole.normalizations());

        assertEquals(2, whole.objects().orElseThrow().size());
        assertEquals(sample.labels().objects(), whole.objects());
        assertEquals(List.of(), part.objects().orElseThrow());
    }
}
