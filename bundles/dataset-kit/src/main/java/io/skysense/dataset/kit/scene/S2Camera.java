// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

import io.skysense.dataset.kit.sampler.SeededRandom;
import java.util.Map;
import java.util.SplittableRandom;

/** Takes the Sentinel-2 images of a scene: mixed pixels, plants by season, haze, clouds and their shadows. */
final class S2Camera {

    /** B2 B3 B4 B5 B6 B7 B8 B8A B11 B12. */
    static final int BANDS = 10;

    private S2Camera() {}

    /**
     * Takes the image of one day.
     *
     * @param ground what is there
     * @param factor HR pixels along a side of a Sentinel-2 pixel
     * @param spectra looks of the covers
     * @param day of the year
     * @param seed of this scene and date
     * @return (10, side, side), reflectance times 10,000, whole numbers
     */
    static float[] take(Ground ground, int factor, Map<Cover, Spectra> spectra, int day, long seed) {
        SplittableRandom random = SeededRandom.of(seed, 21);
        Noise sky = new Noise(SeededRandom.of(seed, 22));
        Mixture mixture = new Mixture(ground, factor);
        int side = mixture.side();
        // Two days in five have clouds; a higher level leaves fewer of them.
        double level = random.nextDouble() < 0.4 ? 0.35 * random.nextDouble() - 0.1 : 2;
        double gain = 0.95 + 0.1 * random.nextDouble();
        float[] image = new float[BANDS * side * side];
        for (int b = 0; b < BANDS; b++) {
            double[] reflectance = reflectance(ground, spectra, day, b);
            double haze = 120 * random.nextDouble() * (BANDS - b) / BANDS;
            for (int i = 0; i < side * side; i++) {
                int row = i / side;
                int column = i % side;
                double value = gain * mixture.mean(row, column, reflectance) + haze;
                double shadow = cloud(sky, row - 2, column + 1, level);
                double cloud = cloud(sky, row, column, level);
                value *= 1 - 0.5 * shadow;
                value += cloud * (7500 - 350 * b - value);
                value += 60 * (random.nextDouble() + random.nextDouble() - 1);
                image[b * side * side + i] = (float) Math.max(1, Math.min(16_000, Math.rint(value)));
            }
        }
        return image;
    }

    private static double[] reflectance(Ground ground, Map<Cover, Spectra> spectra, int day, int band) {
        double[] figures = new double[ground.materials().size()];
        for (int m = 0; m < figures.length; m++) {
            Material material = ground.materials().get(m);
            Spectra looks = spectra.get(material.cover());
            double green = material.green(day);
            figures[m] = material.brightness()
                    * (looks.s2().get(band) * (1 - green) + looks.s2Green().get(band) * green);
        }
        return figures;
    }

    /** How much of the light is the cloud's, 0 to 1. */
    private static double cloud(Noise sky, int row, int column, double level) {
        double thickness = 4 * (sky.fractal(column / 9.0, row / 9.0, 3) - level);
        return Math.max(0, Math.min(1, thickness));
    }
}
