// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.transform;

import io.skysense.api.train.DataSettings.Augment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A change of normalised values: {@code y * gain + shift}, the shift in deviations.
 *
 * @param gain common to all bands
 * @param shifts one a band
 */
public record Jitter(double gain, List<Double> shifts) {

    /** Copies the list. */
    public Jitter {
        shifts = List.copyOf(shifts);
    }

    /**
     * No change.
     *
     * @param bands how many bands
     * @return gain 1, shifts 0
     */
    public static Jitter none(int bands) {
        return new Jitter(1, Collections.nCopies(bands, 0.0));
    }

    /**
     * Draws a change: contrast gives the gain, brightness one shift for all bands, bandShift one more for each;
     * all uniform in plus and minus their setting.
     *
     * @param augment the greatest changes
     * @param bands how many bands
     * @param random the sample's generator
     * @return the change
     */
    public static Jitter draw(Augment augment, int bands, RandomGenerator random) {
        double gain = 1 + augment.contrast() * symmetric(random);
        double common = augment.brightness() * symmetric(random);
        List<Double> shifts = new ArrayList<>(bands);
        for (int b = 0; b < bands; b++) {
            shifts.add(common + augment.bandShift() * symmetric(random));
        }
        return new Jitter(gain, shifts);
    }

    private static double symmetric(RandomGenerator random) {
        return 2 * random.nextDouble() - 1;
    }
}
