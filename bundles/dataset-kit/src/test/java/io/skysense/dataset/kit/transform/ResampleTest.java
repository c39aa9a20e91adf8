// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.dataset.kit.Made;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResampleTest {

    private static final ImageCube RAMP = Made.image(1, 1, 20, 30, 1, (t, b, y, x) -> 100 * y + x);

    private static float[] image(ImageCube image, Window window, int height, int width) {
        FloatBuffer out = FloatBuffer.allocate(image.bands() * height * width);
        Resample.image(image, 0, window, height, width, out, 0);
        return out.array();
    }

    private static byte[] label(LabelMap label, Window window, int height, int width) {
        ByteBuffer out = ByteBuffer.allocate(height * width);
        Resample.label(label, window, height, width, out, 0);
        return out.array();
    }

    @Test
    void aWholePixelWindowAtZoomOneIsACopy() {
        float[] out = image(RAMP, new Window(3, 5, 4, 6, false, false, false), 4, 6);
        for (int r = 0; r < 4; r++) {
            for (int c = 0; c < 6; c++) {
                assertEquals(RAMP.values()[(r + 3) * 30 + c + 5], out[r * 6 + c]);
            }
        }
    }

    @Test
    void bilinearKeepsALinearRamp() {
        float[] out = image(RAMP, new Window(2.25, 3.5, 7, 9, false, false, false), 13, 17);
        for (int r = 0; r < 13; r++) {
            for (int c = 0; c < 17; c++) {
                double y = 2.25 + (r + 0.5) * 7 / 13;
                double x = 3.5 + (c + 0.5) * 9 / 17;
                assertEquals(100 * y + x, out[r * 17 + c], 1e-3);
            }
        }
    }

    @Test
    void theEightPositionsAreAllDifferentAndEqualForImageAndLabel() {
        byte[] classes = new byte[20 * 30];
        ImageCube image = Made.image(1, 1, 20, 30, 1, (t, b, y, x) -> ((int) y * 30 + (int) x) % 251);
        for (int i = 0; i < classes.length; i++) {
            classes[i] = (byte) (i % 251);
        }
        Set<String> seen = new HashSet<>();
        for (int way = 0; way < 8; way++) {
            Window window = new Window(4, 6, 8, 8, (way & 1) != 0, (way & 2) != 0, (way & 4) != 0);
            float[] pixels = image(image, window, 8, 8);
            byte[] labels = label(new LabelMap(20, 30, classes), window, 8, 8);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 64; i++) {
                assertEquals(labels[i] & 0xff, (int) pixels[i]);
                text.append(labels[i]).append(' ');
            }
            seen.add(text.toString());
        }
        assertEquals(8, seen.size());
    }

    @Test
    void transpositionWithAMirroringIsAQuarterTurn() {
        LabelMap label = new LabelMap(2, 2, new byte[] {1, 2, 3, 4});
        Window clockwise = new Window(0, 0, 2, 2, true, false, true);
        assertArrayEquals(new byte[] {3, 1, 4, 2}, label(label, clockwise, 2, 2));
    }

    @Test
    void outsideTheImageItsReflectionStandsAndTheLabelIsIgnored() {
        ImageCube image = new ImageCube(1, 1, 1, 3, new float[] {10, 20, 30});
        Window window = new Window(0, -2, 1, 8, false, false, false);
        assertArrayEquals(new float[] {30, 20, 10, 20, 30, 20, 10, 20}, image(image, window, 1, 8));
        LabelMap label = new LabelMap(1, 3, new byte[] {1, 2, 3});
        assertArrayEquals(new byte[] {-1, -1, 1, 2, 3, -1, -1, -1}, label(label, window, 1, 8));
    }

    @Test
    void aPixelAloneFillsAnyWindow() {
        ImageCube image = new ImageCube(1, 1, 1, 1, new float[] {5});
        assertArrayEquals(new float[] {5, 5, 5, 5}, image(image, new Window(-3, 7.5, 4, 4, false, true, false), 2, 2));
    }
}
