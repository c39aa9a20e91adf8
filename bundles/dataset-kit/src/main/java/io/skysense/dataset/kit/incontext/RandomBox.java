// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Draws a box of random area and shape out of a grid (Szegedy et al., "Going deeper with convolutions", 2015, section
 * 6; the rules are those of torchvision's RandomResizedCrop). After ten boxes that do not fit the greatest one in the
 * middle whose shape is allowed is taken.
 *
 * @param scale least and greatest share of the area
 * @param ratio least and greatest width to height, log-uniform
 */
public record RandomBox(List<Double> scale, List<Double> ratio) {

    private static final int ATTEMPTS = 10;

    /** Copies the lists. */
    public RandomBox {
        scale = List.copyOf(scale);
        ratio = List.copyOf(ratio);
    }

    /**
     * Draws one.
     *
     * @param height rows of the grid
     * @param width columns of the grid
     * @param random the item's generator
     * @return a box inside the grid, of at least one cell
     */
    public Box draw(int height, int width, RandomGenerator random) {
        double least = StrictMath.log(ratio.get(0));
        double greatest = StrictMath.log(ratio.get(1));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            double area = (double) height * width * between(scale.get(0), scale.get(1), random);
            double shape = StrictMath.exp(between(least, greatest, random));
            int w = (int) Math.rint(Math.sqrt(area * shape));
            int h = (int) Math.rint(Math.sqrt(area / shape));
            if (w > 0 && w <= width && h > 0 && h <= height) {
                return new Box(random.nextInt(height - h + 1), random.nextInt(width - w + 1), h, w);
            }
        }
        return fallback(height, width);
    }

    /**
     * The box that is taken when none fits.
     *
     * @param height rows of the grid
     * @param width columns of the grid
     * @return the greatest box of an allowed shape, in the middle
     */
    public Box fallback(int height, int width) {
        double shape = (double) width / height;
        int h = height;
        int w = width;
        if (shape < ratio.get(0)) {
            h = Math.max(1, (int) Math.rint(width / ratio.get(0)));
        } else if (shape > ratio.get(1)) {
            w = Math.max(1, (int) Math.rint(height * ratio.get(1)));
        }
        return new Box((height - h) / 2, (width - w) / 2, h, w);
    }

    private static double between(double least, double greatest, RandomGenerator random) {
        return least + (greatest - least) * random.nextDouble();
    }
}
