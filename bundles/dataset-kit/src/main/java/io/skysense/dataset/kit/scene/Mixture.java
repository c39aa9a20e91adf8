// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

/** The share of each material in the pixels of a coarser grid. */
final class Mixture {

    private final Ground ground;
    private final int side;
    private final int factor;

    /**
     * Lays a coarser grid over the ground.
     *
     * @param ground what is there
     * @param factor HR pixels along a side of one of its pixels; divides the ground's size
     */
    Mixture(Ground ground, int factor) {
        this.ground = ground;
        this.factor = factor;
        this.side = ground.size() / factor;
    }

    int side() {
        return side;
    }

    /**
     * The mean over the ground of a figure of its materials.
     *
     * @param row of the coarser grid
     * @param column of the coarser grid
     * @param figures one a material
     * @return the mean weighted by area
     */
    double mean(int row, int column, double[] figures) {
        double sum = 0;
        for (int r = row * factor; r < (row + 1) * factor; r++) {
            for (int c = column * factor; c < (column + 1) * factor; c++) {
                sum += figures[ground.cells()[r * ground.size() + c]];
            }
        }
        return sum / (factor * factor);
    }
}
