// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.ObjectBox;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    /** Strides 4 and 8 over 32 by 32 pixels. */
    private static final Points POINTS = Points.of(List.of(4, 8), new float[] {8, 8, 4, 4});

    private static ObjectBox box(double x, double y, double width, double height, double degrees) {
        return new ObjectBox(0, x, y, width, height, Math.toRadians(degrees), 1);
    }

    private static List<Integer> finders(int[] assigned, int object) {
        return IntStream.range(0, assigned.length)
                .filter(p -> assigned[p] == object)
                .boxed()
                .toList();
    }

    private static int[] assign(ObjectBox... objects) {
        return Assignment.of(List.of(objects), POINTS, DetectionSettings.DEFAULTS);
    }

    @Test
    void pointsLieInTheMiddleOfTheirPixels() {
        assertEquals(64 + 16, POINTS.count());
        assertEquals(2, POINTS.x()[0]);
        assertEquals(6, POINTS.y()[8]);
        assertEquals(12, POINTS.x()[64 + 1]);
        assertEquals(64 + 5, POINTS.nearest(1, 12, 12));
        assertEquals(63, POINTS.nearest(0, 99, 99));
    }

    @Test
    void anObjectIsFoundNearItsCentre() {
        List<Integer> finders = finders(assign(box(16, 16, 24, 24, 0)), 0);

        // Within 6 pixels of the centre at stride 4: columns and rows 10, 14, 18 and 22.
        assertEquals(16, finders.stream().filter(p -> p < 64).count());
        assertTrue(finders.contains(2 * 8 + 2) && finders.contains(5 * 8 + 5), finders.toString());
        assertTrue(finders.stream().allMatch(p -> p < 64), "its size is that of the finest level");
    }

    @Test
    void aLargerObjectIsFoundOnACoarserLevel() {
        Points wide = Points.of(List.of(4, 8), new float[] {32, 32, 16, 16});
        int[] assigned = Assignment.of(List.of(box(64, 64, 90, 90, 0)), wide, DetectionSettings.DEFAULTS);

        assertTrue(finders(assigned, 0).stream().allMatch(p -> p >= 32 * 32));
    }

    @Test
    void ofTwoObjectsAtOnePointTheSmallerIsFound() {
        int[] assigned = assign(box(16, 16, 24, 24, 0), box(18, 18, 6, 6, 0));

        assertEquals(1, assigned[4 * 8 + 4]);
        assertEquals(0, assigned[3 * 8 + 2]);
    }

    @Test
    void whatIsSmallerThanAPixelIsFoundToo() {
        assertEquals(List.of(8 + 1), finders(assign(box(7.5, 7.5, 0.5, 0.5, 0)), 0));
    }

    @Test
    void sidesOfATurnedBoxAreAlongItsAngle() {
        ObjectBox turned = box(10, 10, 12, 4, 90);

        assertArrayEquals(new float[] {9, 3, 1, 3}, Assignment.sides(turned, 11, 13), 1e-5f);
        assertArrayEquals(new float[] {15, 0.01f, 1, 3}, Assignment.targets(turned, 11, 19), 1e-5f);
    }
}
