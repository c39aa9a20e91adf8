// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeRasterTest {

    @Test
    void aShapeCoversThePixelsWhoseCentresItHoldsAndNotItsHole() {
        ShapeRaster raster = new ShapeRaster(3, 5);

        raster.fill(List.of(rectangle(0.4, -7, 9, 2.4), rectangle(1.6, 1, 3, 2)), (byte) 7);

        byte[] expected = {7, 7, 7, 7, 7, 7, 7, 0, 7, 7, 0, 0, 0, 0, 0};
        assertArrayEquals(expected, raster.label().classes());
        assertEquals(3, raster.label().height());
    }

    @Test
    void aLineOfOneCornerIsADisc() {
        ShapeRaster raster = new ShapeRaster(3, 4);

        raster.stroke(new double[][] {{1.5, 1.5}}, 1, (byte) 1);

        assertArrayEquals(
                new byte[] {0, 1, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0}, raster.label().classes());
    }

    private static double[][] rectangle(double left, double top, double right, double bottom) {
        return new double[][] {{left, top}, {right, top}, {right, bottom}, {left, bottom}};
    }
}
