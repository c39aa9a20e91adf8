// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

/**
 * A fixed list of colours that are far apart, from white downwards: the corners of a cubic grid (Wang et al., "Images
 * speak in images: a generalist painter for in-context visual learning", CVPR 2023).
 */
public final class Painter {

    private Painter() {}

    /**
     * Makes the list for a number of classes.
     *
     * @param classes how many colours are needed
     * @return colour codes {@code R << 16 | G << 8 | B}, distinct and none of them black
     */
    public static int[] colors(int classes) {
        // The root is not rounded: of 64 it is just below 4, and four levels serve.
        int levels = (int) StrictMath.pow(classes, 1.0 / 3) + 1;
        int step = 256 / levels;
        int[] colors = new int[classes];
        for (int i = 0; i < classes; i++) {
            int red = 255 - i / (levels * levels) * step;
            int green = 255 - i % (levels * levels) / levels * step;
            int blue = 255 - i % levels * step;
            colors[i] = red << 16 | green << 8 | blue;
        }
        return colors;
    }
}
