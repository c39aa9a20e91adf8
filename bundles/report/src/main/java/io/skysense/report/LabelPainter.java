// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.LabelMap;

/** Shows class maps in the colours of their table, and where two of them differ. */
final class LabelPainter {

    /** Pixels without a class. */
    static final int NONE = 0x8a8f98;

    /** Pixels that were predicted wrongly. */
    static final int WRONG = 0xe5202e;

    private LabelPainter() {}

    static Picture paint(LabelMap map, ClassTable table) {
        int[] rgb = new int[map.classes().length];
        for (int i = 0; i < rgb.length; i++) {
            int index = map.classes()[i] & 0xff;
            rgb[i] = index < table.size() ? table.classes().get(index).rgb() : NONE;
        }
        return new Picture(map.width(), map.height(), rgb);
    }

    /** Wrong pixels in red on the faded, grey ground image; without one, on white. */
    static Picture errors(LabelMap truth, LabelMap prediction, Picture ground) {
        int[] rgb = new int[truth.classes().length];
        for (int y = 0; y < truth.height(); y++) {
            for (int x = 0; x < truth.width(); x++) {
                int i = y * truth.width() + x;
                int expected = truth.classes()[i] & 0xff;
                if (expected == ClassTable.IGNORE) {
                    rgb[i] = NONE;
                } else if (truth.classes()[i] != prediction.classes()[i]) {
                    rgb[i] = WRONG;
                } else {
                    int gx = (int) ((long) x * ground.width() / truth.width());
                    int gy = (int) ((long) y * ground.height() / truth.height());
                    rgb[i] = faded(ground.rgb()[gy * ground.width() + gx]);
                }
            }
        }
        return new Picture(truth.width(), truth.height(), rgb);
    }

    private static int faded(int colour) {
        int grey = ((colour >> 16 & 0xff) * 299 + (colour >> 8 & 0xff) * 587 + (colour & 0xff) * 114) / 1000;
        int light = 150 + grey * 105 / 255;
        return light << 16 | light << 8 | light;
    }
}
