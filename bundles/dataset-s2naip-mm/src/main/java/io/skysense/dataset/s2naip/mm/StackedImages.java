// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.s2naip.mm;

import io.skysense.api.data.ImageCube;

/** Series whose dates follow one another in the bands of a file. */
final class StackedImages {

    /** Where B2 B3 B4 B5 B6 B7 B8 B8A B11 B12 stand: below 4 in the file of 10 m, from 4 on in that of 20 m. */
    private static final int[] ORDER = {0, 1, 2, 4, 5, 6, 3, 7, 8, 9};

    /** Bands of a date in the file of 10 m. */
    static final int FINE = 4;

    /** Bands of a date in the file of 20 m. */
    static final int COARSE = 6;

    private StackedImages() {}

    /**
     * Takes a file of all dates apart.
     *
     * @param stack (1, T*C, H, W)
     * @param bands C
     * @return (T, C, H, W), the same numbers
     */
    static ImageCube dates(ImageCube stack, int bands) {
        return new ImageCube(stack.bands() / bands, bands, stack.height(), stack.width(), stack.values());
    }

    /**
     * Puts the bands of both resolutions together, those of 20 m by the nearest pixel.
     *
     * @param fine (1, T*4, H, W): B2 B3 B4 B8 of 10 m
     * @param coarse (1, T*6, H/2, W/2): B5 B6 B7 B8A B11 B12 of 20 m
     * @return (T, 10, H, W)
     */
    static ImageCube sentinel2(ImageCube fine, ImageCube coarse) {
        int times = fine.bands() / FINE;
        int height = fine.height();
        int width = fine.width();
        float[] values = new float[times * ORDER.length * height * width];
        ImageCube all = new ImageCube(times, ORDER.length, height, width, values);
        for (int t = 0; t < times; t++) {
            for (int band = 0; band < ORDER.length; band++) {
                boolean isFine = ORDER[band] < FINE;
                ImageCube from = isFine ? fine : coarse;
                int plane = isFine ? t * FINE + ORDER[band] : t * COARSE + ORDER[band] - FINE;
                for (int row = 0; row < height; row++) {
                    int line = from.index(0, plane, row * from.height() / height, 0);
                    for (int column = 0; column < width; column++) {
                        values[all.index(t, band, row, column)] = from.values()[line + column * from.width() / width];
                    }
                }
            }
        }
        return all;
    }
}
