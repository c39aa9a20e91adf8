// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

import io.skysense.dataset.kit.sampler.SeededRandom;
import java.util.SplittableRandom;

/** Takes the HR image of a scene: texture by cover, shadows, haze, the optics' blur and the sensor's noise. */
final class HrCamera {

    private static final double[] BLUR = {0.06, 0.24, 0.4, 0.24, 0.06};

    private final Ground ground;
    private final Noise noise;
    private final Trees trees;
    private final SplittableRandom random;
    private final double sunX;
    private final double sunY;
    private final double shadowLength;

    private HrCamera(Ground ground, long seed) {
        this.ground = ground;
        this.noise = new Noise(SeededRandom.of(seed, 11));
        this.trees = new Trees(SeededRandom.of(seed, 12), ground.size() * ground.gsd());
        this.random = SeededRandom.of(seed, 13);
        // North is up: the sun stands between south-east and south-west.
        double azimuth = Math.PI * (0.25 + 0.5 * random.nextDouble());
        this.sunX = StrictMath.cos(azimuth);
        this.sunY = StrictMath.sin(azimuth);
        this.shadowLength = 0.7 + 0.8 * random.nextDouble();
    }

    /**
     * Takes the image.
     *
     * @param ground what is there
     * @param seed the scene's own
     * @return (3, size, size), whole numbers from 0 to 255
     */
    static float[] take(Ground ground, long seed) {
        return new HrCamera(ground, seed).image();
    }

    private float[] image() {
        int size = ground.size();
        int pixels = size * size;
        float[] image = new float[3 * pixels];
        for (int r = 0; r < size; r++) {
            for (int c = 0; c < size; c++) {
                Material material = ground.at(r, c);
                double x = (c + 0.5) * ground.gsd();
                double y = (r + 0.5) * ground.gsd();
                double light = texture(material, x, y);
                boolean dark = shadowed(r, c, material.height());
                for (int b = 0; b < 3; b++) {
                    // The sky lights shadows, and it is blue.
                    double shade = dark ? 0.48 + 0.05 * b : 1;
                    image[b * pixels + r * size + c] = (float) (material.rgb()[b] * light * shade);
                }
            }
        }
        for (int b = 0; b < 3; b++) {
            develop(image, b * pixels, size);
        }
        return image;
    }

    private double texture(Material material, double x, double y) {
        double fine = noise.fractal(x / 1.6, y / 1.6, 2);
        double coarse = noise.fractal(x / 30 + 90, y / 30, 3);
        double rows = material.rowPeriod() == 0
                ? 0
                : StrictMath.sin(2 * Math.PI * (x * material.rowX() + y * material.rowY()) / material.rowPeriod());
        return switch (material.cover()) {
            case CROPLAND -> 1 + 0.10 * rows + 0.06 * fine + 0.14 * coarse;
            case GRASSLAND -> 1 + 0.10 * fine + 0.22 * coarse;
            case BARE_SOIL -> 1 + 0.05 * rows + 0.09 * fine + 0.2 * coarse;
            case FOREST -> trees.shade(x, y, sunX, sunY) + 0.08 * fine + 0.1 * coarse;
            case WATER -> 1 + 0.03 * fine + 0.12 * coarse;
            case ROAD -> 1 + 0.06 * fine + 0.06 * coarse;
            case BUILDING -> {
                double side = (x - material.centreX()) * material.rowX() + (y - material.centreY()) * material.rowY();
                double sunny = material.rowX() * sunX + material.rowY() * sunY;
                yield 1 + 0.25 * Math.signum(side) * sunny + 0.05 * fine;
            }
        };
    }

    /** Looks towards the sun for something tall enough to stand in the light. */
    private boolean shadowed(int row, int column, double height) {
        double step = ground.gsd();
        for (double far = step; far <= 14; far += step) {
            int c = (int) Math.floor(column + 0.5 + far / ground.gsd() * sunX);
            int r = (int) Math.floor(row + 0.5 + far / ground.gsd() * sunY);
            if (r < 0 || c < 0 || r >= ground.size() || c >= ground.size()) {
                return false;
            }
            if ((ground.at(r, c).height() - height) * shadowLength > far) {
                return true;
            }
        }
        return false;
    }

    /** Blurs one band, adds haze and noise, and rounds. */
    private void develop(float[] image, int offset, int size) {
        double gain = 0.9 + 0.2 * random.nextDouble();
        double haze = 14 * random.nextDouble();
        float[] across = new float[size * size];
        for (int i = 0; i < across.length; i++) {
            double sum = 0;
            for (int k = -2; k <= 2; k++) {
                int c = Math.min(size - 1, Math.max(0, i % size + k));
                sum += BLUR[k + 2] * image[offset + i / size * size + c];
            }
            across[i] = (float) sum;
        }
        for (int i = 0; i < across.length; i++) {
            double sum = 0;
            for (int k = -2; k <= 2; k++) {
                int r = Math.min(size - 1, Math.max(0, i / size + k));
                sum += BLUR[k + 2] * across[r * size + i % size];
            }
            double noisy = gain * sum + haze + 3 * (random.nextDouble() + random.nextDouble() - 1);
            image[offset + i] = (float) Math.max(0, Math.min(255, Math.rint(noisy)));
        }
    }
}
