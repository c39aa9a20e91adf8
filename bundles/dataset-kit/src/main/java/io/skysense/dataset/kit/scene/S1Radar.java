// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

import io.skysense.dataset.kit.sampler.SeededRandom;
import java.util.Map;
import java.util.SplittableRandom;

/** Takes the Sentinel-1 images of a scene: intensities mix in linear units and are multiplied by speckle. */
final class S1Radar {

    /** VV and VH. */
    static final int BANDS = 2;

    /** Independent looks; speckle is gamma distributed with this shape and mean 1 (Goodman, 1976). */
    private static final int LOOKS = 4;

    private S1Radar() {}

    /**
     * Takes the image of one day.
     *
     * @param ground what is there
     * @param factor HR pixels along a side of a Sentinel-1 pixel
     * @param spectra looks of the covers
     * @param day of the year
     * @param seed of this scene and date
     * @return (2, side, side) in dB
     */
    static float[] take(Ground ground, int factor, Map<Cover, Spectra> spectra, int day, long seed) {
        SplittableRandom random = SeededRandom.of(seed, 31);
        Mixture mixture = new Mixture(ground, factor);
        int side = mixture.side();
        double wind = 3 * random.nextDouble();
        double moisture = 1.5 * (2 * random.nextDouble() - 1);
        float[] image = new float[BANDS * side * side];
        for (int b = 0; b < BANDS; b++) {
            double[] intensity = intensity(ground, spectra, day, b, wind, moisture);
            for (int i = 0; i < side * side; i++) {
                double mean = mixture.mean(i / side, i % side, intensity);
                image[b * side * side + i] = (float) (10 * StrictMath.log10(mean * speckle(random)));
            }
        }
        return image;
    }

    private static double[] intensity(
            Ground ground, Map<Cover, Spectra> spectra, int day, int band, double wind, double moisture) {
        double[] figures = new double[ground.materials().size()];
        for (int m = 0; m < figures.length; m++) {
            Material material = ground.materials().get(m);
            double db = spectra.get(material.cover()).s1().get(band) + material.backscatter();
            db += switch (material.cover()) {
                case WATER -> wind;
                case CROPLAND -> moisture + 2 * material.green(day);
                case GRASSLAND, BARE_SOIL -> moisture;
                case FOREST, ROAD, BUILDING -> 0;
            };
            figures[m] = StrictMath.pow(10, db / 10);
        }
        return figures;
    }

    private static double speckle(SplittableRandom random) {
        double sum = 0;
        for (int look = 0; look < LOOKS; look++) {
            sum -= StrictMath.log(1 - random.nextDouble());
        }
        return sum / LOOKS;
    }
}
