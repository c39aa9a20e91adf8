// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

import java.util.random.RandomGenerator;

/** Smooth noise: a lattice of random values that repeats after 256 cells, smoothly interpolated. */
final class Noise {

    private static final int SIDE = 256;

    private final float[] lattice = new float[SIDE * SIDE];

    Noise(RandomGenerator random) {
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = (float) random.nextDouble();
        }
    }

    /** {@return a value from 0 to 1 that changes over about one unit} */
    double at(double x, double y) {
        double fx = Math.floor(x);
        double fy = Math.floor(y);
        double u = smooth(x - fx);
        double v = smooth(y - fy);
        int x0 = (int) fx & (SIDE - 1);
        int y0 = ((int) fy & (SIDE - 1)) * SIDE;
        int x1 = (x0 + 1) & (SIDE - 1);
        int y1 = (y0 + SIDE) & (SIDE * SIDE - 1);
        double upper = lattice[y0 + x0] + u * (lattice[y0 + x1] - lattice[y0 + x0]);
        double lower = lattice[y1 + x0] + u * (lattice[y1 + x1] - lattice[y1 + x0]);
        return upper + v * (lower - upper);
    }

    /** {@return a value from -1 to 1: octaves of {@link #at}, each of half the size and half the weight} */
    double fractal(double x, double y, int octaves) {
        double sum = 0;
        double weight = 1;
        double total = 0;
        double scale = 1;
        for (int o = 0; o < octaves; o++) {
            // Each octave looks at another part of the lattice, or their cells would line up.
            sum += weight * (at(x * scale + 37.3 * o, y * scale + 71.9 * o) - 0.5);
            total += weight;
            weight /= 2;
            scale *= 2;
        }
        return 2 * sum / total;
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }
}
