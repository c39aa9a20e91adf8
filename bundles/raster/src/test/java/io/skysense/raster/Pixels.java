// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Pixels that tests write and expect back. */
final class Pixels {

    private Pixels() {}

    /** Classes 0 to 2 by position, so that any window can be made alone. */
    static byte[] classes(Window window) {
        byte[] pixels = new byte[window.width() * window.height()];
        for (int y = 0; y < window.height(); y++) {
            for (int x = 0; x < window.width(); x++) {
                pixels[y * window.width() + x] = (byte) (((window.x() + x) / 37 + (window.y() + y) / 23) % 3);
            }
        }
        return pixels;
    }

    static float[] floats(int bands, int height, int width, long seed) {
        Random random = new Random(seed);
        float[] values = new float[bands * height * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 100 - 50;
        }
        return values;
    }

    static byte[] bytes(int count, long seed) {
        byte[] pixels = new byte[count];
        new Random(seed).nextBytes(pixels);
        return pixels;
    }

    static List<Window> tiles(int width, int height, int side) {
        List<Window> tiles = new ArrayList<>();
        for (int y = 0; y < height; y += side) {
            for (int x = 0; x < width; x += side) {
                tiles.add(new Window(x, y, Math.min(side, width - x), Math.min(side, height - y)));
            }
        }
        return tiles;
    }
}
