// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectBoxTest {

    private static ObjectBox box(double width, double height, double degrees) {
        return new ObjectBox(0, 10, 20, width, height, Math.toRadians(degrees), 1);
    }

    @Test
    void cornersGoAround() {
        assertArrayEquals(
                new double[] {7, 18, 13, 18, 13, 22, 7, 22}, box(6, 4, 0).corners(), 1e-12);
        assertArrayEquals(
                new double[] {12, 17, 12, 23, 8, 23, 8, 17}, box(6, 4, 90).corners(), 1e-12);
    }

    @Test
    void theUprightBoxHoldsAllCorners() {
        ObjectBox upright = box(6, 4, 30).upright();
        double[] corners = box(6, 4, 30).corners();
        double right = 0;
        double bottom = 0;
        for (int i = 0; i < 8; i += 2) {
            right = Math.max(right, corners[i]);
            bottom = Math.max(bottom, corners[i + 1]);
        }

        assertEquals(right, upright.x() + upright.width() / 2, 1e-12);
        assertEquals(bottom, upright.y() + upright.height() / 2, 1e-12);
        ObjectBox itself = box(6, 4, 0);
        assertSame(itself, itself.upright());
    }

    @ParameterizedTest
    @CsvSource({"6, 4, 30, 6, 30", "4, 6, 30, 6, -60", "4, 6, 0, 6, -90", "6, 4, 170, 6, -10", "6, 4, 90, 6, -90"})
    void theLongSideSaysTheAngle(double width, double height, double degrees, double longer, double angle) {
        ObjectBox same = box(width, height, degrees).longSideFirst();

        assertEquals(longer, same.width());
        assertEquals(angle, Math.toDegrees(same.angle()), 1e-9);
    }

    @Test
    void aBoxWithoutAreaIsNone() {
        assertThrows(IllegalArgumentException.class, () -> box(0, 4, 0));
        assertThrows(IllegalArgumentException.class, () -> box(4, Double.NaN, 0));
        assertThrows(IllegalArgumentException.class, () -> box(4, 4, Double.POSITIVE_INFINITY));
    }
}
