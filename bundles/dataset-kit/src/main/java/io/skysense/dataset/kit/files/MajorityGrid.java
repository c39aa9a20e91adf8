// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.LabelMap;
import java.util.Arrays;

/** Brings a label to another resolution of the same ground. */
final class MajorityGrid {

    private MajorityGrid() {}

    /**
     * The most frequent class in each pixel of another grid.
     *
     * @param label (H, W)
     * @param height rows of the result
     * @param width columns of the result
     * @return (height, width); of classes equally frequent the one with the lowest index; where the grid is finer
     *     than the label, the class of the pixel that holds the centre
     */
    static LabelMap of(LabelMap label, int height, int width) {
        byte[] classes = new byte[height * width];
        int[] counts = new int[256];
        for (int r = 0; r < height; r++) {
            int top = first(r, label.height(), height);
            int bottom = Math.max(top + 1, first(r + 1, label.height(), height));
            for (int c = 0; c < width; c++) {
                int left = first(c, label.width(), width);
                int right = Math.max(left + 1, first(c + 1, label.width(), width));
                Arrays.fill(counts, 0);
                int best = label.at(top, left);
                for (int y = top; y < bottom; y++) {
                    for (int x = left; x < right; x++) {
                        counts[label.at(y, x)]++;
                    }
                }
                for (int k = 0; k < counts.length; k++) {
                    best = counts[k] > counts[best] || counts[k] == counts[best] && k < best ? k : best;
                }
                classes[r * width + c] = (byte) best;
            }
        }
        return new LabelMap(height, width, classes);
    }

    private static int first(int index, int size, int count) {
        return (int) ((long) index * size / count);
    }
}
