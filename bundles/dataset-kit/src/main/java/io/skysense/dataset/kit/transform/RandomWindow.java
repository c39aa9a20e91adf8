// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.transform;

import io.skysense.api.train.DataSettings.Augment;
import java.util.random.RandomGenerator;

/**
 * Draws training windows.
 *
 * <p>A zoom z (log-uniform in {@link Augment#scale}) shows {@code crop / z} pixels of the image in {@code crop}
 * pixels of the window: above 1 things look larger. The window lies inside the image where it fits, and is centred on
 * it along a side where it does not. Its corner is a whole pixel, so that at zoom 1 no value is interpolated.
 *
 * @param crop side of the output in pixels of the reference grid
 * @param augment what may change
 */
public record RandomWindow(int crop, Augment augment) {

    /**
     * Draws one window.
     *
     * @param height rows of the reference grid
     * @param width columns of the reference grid
     * @param random the sample's generator
     * @return a square window
     */
    public Window draw(int height, int width, RandomGenerator random) {
        double least = augment.scale().get(0);
        double greatest = augment.scale().get(1);
        double u = random.nextDouble();
        double zoom = least == greatest ? least : least * StrictMath.pow(greatest / least, u);
        double extent = zoom == 1 ? crop : crop / zoom;
        double row = corner(height, extent, random);
        double column = corner(width, extent, random);
        // Transposition and the two mirrorings make all eight positions of a square; a quarter turn
        // is a transposition and one mirroring, a half turn is both mirrorings.
        int turns = augment.rotate() ? random.nextInt(4) : 0;
        boolean transposed = turns % 2 == 1;
        boolean flipRows = turns == 2 || turns == 3;
        boolean flipColumns = turns == 1 || turns == 2;
        if (augment.flip()) {
            flipRows ^= random.nextBoolean();
            flipColumns ^= random.nextBoolean();
        }
        return new Window(row, column, extent, extent, transposed, flipRows, flipColumns);
    }

    private static double corner(int size, double extent, RandomGenerator random) {
        double u = random.nextDouble();
        double slack = size - extent;
        return slack < 0 ? Math.floor(slack / 2) : Math.min(Math.floor(u * (Math.floor(slack) + 1)), slack);
    }
}
