// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

import java.util.SplittableRandom;

/** Tree crowns: one dome in each cell of a grid, moved at random. Lengths in metres. */
final class Trees {

    private static final double SPACING = 5;

    private final int side;
    private final double[] x;
    private final double[] y;
    private final double[] radius;
    private final double[] tone;

    Trees(SplittableRandom random, double extent) {
        side = (int) Math.ceil(extent / SPACING) + 3;
        x = new double[side * side];
        y = new double[side * side];
        radius = new double[side * side];
        tone = new double[side * side];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i % side - 1 + random.nextDouble()) * SPACING;
            y[i] = (i / side - 1 + random.nextDouble()) * SPACING;
            radius[i] = 2.2 + 1.8 * random.nextDouble();
            tone[i] = 0.85 + 0.3 * random.nextDouble();
        }
    }

    /**
     * The brightness of the canopy at a place.
     *
     * @param px x
     * @param py y
     * @param sunX direction to the sun, a unit vector's x
     * @param sunY the same, y
     * @return a factor: the uppermost crown's tone, brighter on its sunny side; dark between crowns
     */
    double shade(double px, double py, double sunX, double sunY) {
        int column = (int) (px / SPACING) + 1;
        int row = (int) (py / SPACING) + 1;
        double top = 0;
        double shade = 0.55;
        for (int r = row - 1; r <= row + 1; r++) {
            for (int c = column - 1; c <= column + 1; c++) {
                int i = r * side + c;
                double dx = (px - x[i]) / radius[i];
                double dy = (py - y[i]) / radius[i];
                double height = 1 - dx * dx - dy * dy;
                if (height > 0 && height * radius[i] > top) {
                    top = height * radius[i];
                    shade = tone[i] * (0.85 + 0.35 * (dx * sunX + dy * sunY) + 0.2 * height);
                }
            }
        }
        return shade;
    }
}
