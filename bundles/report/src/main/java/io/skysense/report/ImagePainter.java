// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import io.skysense.api.data.ImageCube;
import io.skysense.report.ColourChannels.Channel;
import java.util.Arrays;

/** Shows the pixels of an image cube in colour, each channel stretched from its 2nd to its 98th percentile. */
final class ImagePainter {

    private static final double LOW = 0.02;
    private static final double HIGH = 0.98;

    private ImagePainter() {}

    static Picture paint(ImageCube cube, ColourChannels colours) {
        int pixels = cube.height() * cube.width();
        int[] rgb = new int[pixels];
        for (int c = 0; c < 3; c++) {
            float[] plane = plane(cube, colours.channels().get(c));
            int[] bytes = stretched(plane);
            for (int i = 0; i < pixels; i++) {
                rgb[i] |= bytes[i] << 16 - 8 * c;
            }
        }
        return new Picture(cube.width(), cube.height(), rgb);
    }

    /** The median over time: clouds and speckle are outliers there. */
    private static float[] plane(ImageCube cube, Channel channel) {
        int pixels = cube.height() * cube.width();
        float[] out = new float[pixels];
        float[] series = new float[cube.times()];
        for (int i = 0; i < pixels; i++) {
            for (int t = 0; t < cube.times(); t++) {
                series[t] = cube.values()[cube.index(t, channel.band(), 0, 0) + i];
                if (channel.minus() >= 0) {
                    series[t] -= cube.values()[cube.index(t, channel.minus(), 0, 0) + i];
                }
            }
            Arrays.sort(series);
            out[i] = series[series.length / 2];
        }
        return out;
    }

    private static int[] stretched(float[] plane) {
        float[] sorted = plane.clone();
        Arrays.sort(sorted);
        float low = sorted[(int) (LOW * (sorted.length - 1))];
        float high = sorted[(int) (HIGH * (sorted.length - 1))];
        float range = high > low ? high - low : 1;
        int[] out = new int[plane.length];
        for (int i = 0; i < plane.length; i++) {
            out[i] = Math.max(0, Math.min(255, Math.round(255 * (plane[i] - low) / range)));
        }
        return out;
    }
}
