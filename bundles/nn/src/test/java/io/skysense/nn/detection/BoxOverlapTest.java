// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.api.data.ObjectBox;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BoxOverlapTest {

    private static ObjectBox box(double x, double y, double width, double height, double degrees) {
        return new ObjectBox(0, x, y, width, height, Math.toRadians(degrees), 1);
    }

    @Test
    void uprightBoxesOverlapAsRectanglesDo() {
        assertEquals(1, BoxOverlap.iou(box(5, 5, 4, 2, 0), box(5, 5, 4, 2, 0)));
        assertEquals(4 / 12.0, BoxOverlap.iou(box(5, 5, 4, 2, 0), box(7, 5, 4, 2, 0)), 1e-12);
        assertEquals(0, BoxOverlap.iou(box(5, 5, 4, 2, 0), box(9, 5, 4, 2, 0)));
        assertEquals(0, BoxOverlap.iou(box(5, 5, 4, 2, 0), box(5, 50, 4, 2, 0)));
    }

    @Test
    void turnedBoxesOverlapAsPolygonsDo() {
        // A square in a square that stands on its corner: an octagon.
        double octagon = 4 * (1 - Math.pow(1 - Math.tan(Math.PI / 8), 2) / 2);
        assertEquals(octagon / (8 - octagon), BoxOverlap.iou(box(0, 0, 2, 2, 0), box(0, 0, 2, 2, 45)), 1e-9);
        assertEquals(1, BoxOverlap.iou(box(3, 4, 5, 2, 33), box(3, 4, 2, 5, 123)), 1e-9);
        assertEquals(0, BoxOverlap.iou(box(0, 0, 4, 1, 45), box(2, -2, 4, 1, 45)), 1e-12);
    }

    /** Counts points of a grid in both and in either. */
    @Test
    void anyTwoBoxesOverlapByWhatPointsSay() {
        SplittableRandom random = new SplittableRandom(4);
        for (int n = 0; n < 30; n++) {
            List<ObjectBox> two = List.of(any(random), any(random));
            int both = 0;
            int either = 0;
            for (int i = 0; i < 400 * 400; i++) {
                double x = i % 400 / 20.0;
                double y = i / 400 / 20.0;
                boolean first = holds(two.get(0), x, y);
                boolean second = holds(two.get(1), x, y);
                both += first && second ? 1 : 0;
                either += first || second ? 1 : 0;
            }
            assertEquals((double) both / either, BoxOverlap.iou(two.get(0), two.get(1)), 0.01, two.toString());
            assertEquals(BoxOverlap.iou(two.get(0), two.get(1)), BoxOverlap.iou(two.get(1), two.get(0)), 1e-9);
        }
    }

    private static ObjectBox any(SplittableRandom random) {
        return box(
                8 + 4 * random.nextDouble(),
                8 + 4 * random.nextDouble(),
                2 + 6 * random.nextDouble(),
                2 + 6 * random.nextDouble(),
                360 * random.nextDouble());
    }

    private static boolean holds(ObjectBox box, double x, double y) {
        double along = (x - box.x()) * Math.cos(box.angle()) + (y - box.y()) * Math.sin(box.angle());
        double across = (y - box.y()) * Math.cos(box.angle()) - (x - box.x()) * Math.sin(box.angle());
        return Math.abs(along) < box.width() / 2 && Math.abs(across) < box.height() / 2;
    }
}
