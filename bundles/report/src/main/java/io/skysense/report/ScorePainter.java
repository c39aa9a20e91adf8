// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import io.skysense.api.data.ClassTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Shows the scores of classes as bars in the colours of their table, one above the other; white is what is missing to 1. */
final class ScorePainter {

    private static final int WIDTH = 100;
    private static final int BAR = 6;
    private static final int GROUND = 0xffffff;

    private ScorePainter() {}

    static Picture paint(List<Float> scores, ClassTable table) {
        int[] colours = table.classes().stream().mapToInt(c -> c.rgb()).toArray();
        return bars(scores, colours);
    }

    /** What is said too much or too little of each class. */
    static Picture errors(List<Float> truth, List<Float> said) {
        List<Float> apart = new ArrayList<>();
        int[] colours = new int[truth.size()];
        for (int k = 0; k < truth.size(); k++) {
            apart.add(Math.abs(truth.get(k) - said.get(k)));
            colours[k] = LabelPainter.WRONG;
        }
        return bars(apart, colours);
    }

    private static Picture bars(List<Float> scores, int[] colours) {
        Picture picture = Picture.plain(WIDTH, Math.max(1, BAR * scores.size()), GROUND);
        for (int k = 0; k < scores.size(); k++) {
            int length = Math.round(WIDTH * Math.max(0, Math.min(1, scores.get(k))));
            for (int y = k * BAR; y < (k + 1) * BAR - 1; y++) {
                Arrays.fill(picture.rgb(), y * WIDTH, y * WIDTH + length, colours[k]);
            }
        }
        return picture;
    }
}
