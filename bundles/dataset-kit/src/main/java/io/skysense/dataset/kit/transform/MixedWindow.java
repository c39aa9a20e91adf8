// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.transform;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Sample;
import io.skysense.api.train.DataSettings.Augment;
import java.util.random.RandomGenerator;

/**
 * Draws training windows until one is not all of one class: a window is drawn again, up to ten times, while one class
 * has {@link Augment#catMaxRatio} or more of its pixels that have a class, as mmseg's RandomCrop does.
 *
 * @param crop side of the output in pixels of the reference grid
 * @param augment what may change
 */
record MixedWindow(int crop, Augment augment) {

    private static final int DRAWS = 10;

    /**
     * Draws one window.
     *
     * @param sample of whose reference grid; without a label of pixels the first window does
     * @param random the sample's generator
     * @return a square window
     */
    Window draw(Sample sample, RandomGenerator random) {
        Grid grid = Grid.of(sample);
        RandomWindow windows = new RandomWindow(crop, augment);
        Window window = windows.draw(grid.height(), grid.width(), random);
        if (augment.catMaxRatio() < 1 && sample.label().isPresent()) {
            for (int draw = 1; draw < DRAWS && oneClass(window, sample.label().get()); draw++) {
                window = windows.draw(grid.height(), grid.width(), random);
            }
        }
        return window;
    }

    private boolean oneClass(Window window, LabelMap label) {
        int[] counts = new int[ClassTable.IGNORE];
        int all = 0;
        int most = 0;
        int bottom = (int) Math.min(label.height(), window.row() + window.height());
        int right = (int) Math.min(label.width(), window.column() + window.width());
        for (int row = (int) Math.max(0, window.row()); row < bottom; row++) {
            for (int column = (int) Math.max(0, window.column()); column < right; column++) {
                int index = label.at(row, column);
                if (index != ClassTable.IGNORE) {
                    all++;
                    most = Math.max(most, ++counts[index]);
                }
            }
        }
        return most >= augment.catMaxRatio() * all;
    }
}
