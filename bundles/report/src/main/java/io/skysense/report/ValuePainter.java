// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import io.skysense.api.data.Quantity;
import io.skysense.api.data.ValueMap;

/** Shows the first quantity of a map from dark blue to yellow, two deviations about its mean, and errors in red. */
final class ValuePainter {

    /** Evenly spaced colours whose lightness rises steadily, so that order is seen without a legend. */
    private static final int[] RAMP = {0x440154, 0x414487, 0x2a788e, 0x22a884, 0x7ad151, 0xfde725};

    private static final double DEVIATIONS = 2;

    private ValuePainter() {}

    static Picture paint(ValueMap map, Quantity quantity) {
        int[] rgb = new int[map.height() * map.width()];
        for (int i = 0; i < rgb.length; i++) {
            float value = map.values()[i];
            double place = (value - quantity.mean()) / quantity.std() / (2 * DEVIATIONS) + 0.5;
            rgb[i] = Float.isNaN(value) ? LabelPainter.NONE : ramp(place);
        }
        return new Picture(map.width(), map.height(), rgb);
    }

    /** White where they agree, red where they are two deviations apart. */
    static Picture errors(ValueMap truth, ValueMap said, Quantity quantity) {
        int[] rgb = new int[truth.height() * truth.width()];
        for (int i = 0; i < rgb.length; i++) {
            double apart = Math.abs(said.values()[i] - truth.values()[i]) / quantity.std() / DEVIATIONS;
            rgb[i] = Float.isNaN(truth.values()[i])
                    ? LabelPainter.NONE
                    : mixed(0xffffff, LabelPainter.WRONG, Math.min(1, apart));
        }
        return new Picture(truth.width(), truth.height(), rgb);
    }

    private static int ramp(double place) {
        double at = Math.max(0, Math.min(1, place)) * (RAMP.length - 1);
        int below = Math.min(RAMP.length - 2, (int) at);
        return mixed(RAMP[below], RAMP[below + 1], at - below);
    }

    private static int mixed(int from, int to, double share) {
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int low = from >> shift & 0xff;
            int high = to >> shift & 0xff;
            rgb |= (int) Math.round(low + share * (high - low)) << shift;
        }
        return rgb;
    }
}
