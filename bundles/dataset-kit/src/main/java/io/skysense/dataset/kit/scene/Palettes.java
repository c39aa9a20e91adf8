// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Draws the looks of new materials. */
final class Palettes {

    private final Map<Cover, Spectra> spectra;
    private final SplittableRandom random;

    Palettes(Map<Cover, Spectra> spectra, SplittableRandom random) {
        this.spectra = spectra;
        this.random = random;
    }

    /** A material of a random kind of its cover, without rows or height. */
    Material plain(Cover cover) {
        return of(cover, random.nextInt(spectra.get(cover).rgb().size()), 1, 0, 0, 0, 0, 0);
    }

    /** A material of a given kind of its cover, without rows or height. */
    Material kind(Cover cover, int kind) {
        return of(cover, kind, 1, 0, 0, 0, 0, 0);
    }

    /** A field with rows across a direction. */
    Material rows(Cover cover, double x, double y, double period) {
        return of(cover, random.nextInt(spectra.get(cover).rgb().size()), x, y, period, 0, 0, 0);
    }

    /** A roof with a ridge. */
    Material roof(double x, double y, double height, double centreX, double centreY) {
        int kind = random.nextInt(spectra.get(Cover.BUILDING).rgb().size());
        return of(Cover.BUILDING, kind, x, y, 0, height, centreX, centreY);
    }

    private Material of(Cover cover, int kind, double x, double y, double period, double height, double cx, double cy) {
        Spectra looks = spectra.get(cover);
        List<Double> mean = looks.rgb().get(kind);
        double common = looks.spread() * symmetric();
        double[] rgb = new double[3];
        for (int b = 0; b < 3; b++) {
            rgb[b] = mean.get(b) + common + looks.spread() / 3 * symmetric();
        }
        double peak = 170 + 60 * symmetric();
        return new Material(cover, rgb, x, y, period, peak, 1 + 0.15 * symmetric(), 1.2 * symmetric(), height, cx, cy);
    }

    private double symmetric() {
        return 2 * random.nextDouble() - 1;
    }
}
