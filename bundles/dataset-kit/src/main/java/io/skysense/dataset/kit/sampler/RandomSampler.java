// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.sampler;

import io.skysense.raster.Window;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random windows of several rasters: a raster as likely as it is large, every place in it as likely as the next. */
public final class RandomSampler {

    private static final long PURPOSE = 0x72616e646f6dL;

    private final List<RasterSize> rasters;
    private final Weights areas;
    private final int side;
    private final long seed;

    /**
     * The size of a raster.
     *
     * @param height rows, at least 1
     * @param width columns, at least 1
     */
    public record RasterSize(int height, int width) {

        /** Checks the ranges. */
        public RasterSize {
            if (height < 1 || width < 1) {
                throw new IllegalArgumentException("a raster of " + height + " by " + width);
            }
        }
    }

    /**
     * Prepares.
     *
     * @param rasters their sizes, at least one
     * @param side rows and columns of a window; a smaller raster gives a smaller window
     * @param seed decides all windows
     */
    public RandomSampler(List<RasterSize> rasters, int side, long seed) {
        if (rasters.isEmpty() || side < 1) {
            throw new IllegalArgumentException(
                    "windows of " + side + " pixels out of " + rasters.size() + " rasters: at least 1 of both");
        }
        this.rasters = List.copyOf(rasters);
        this.areas = Weights.of(rasters.stream()
                .mapToDouble(r -> (double) r.height() * r.width())
                .toArray());
        this.side = side;
        this.seed = seed;
    }

    /**
     * The window at a position of the endless sequence.
     *
     * @param position from 0
     * @return the raster and the window, a pure function of (seed, position)
     */
    public PlacedWindow at(long position) {
        RandomGenerator random = SeededRandom.of(seed, PURPOSE, position);
        int raster = areas.draw(random);
        RasterSize size = rasters.get(raster);
        int height = Math.min(side, size.height());
        int width = Math.min(side, size.width());
        int row = random.nextInt(size.height() - height + 1);
        int column = random.nextInt(size.width() - width + 1);
        return new PlacedWindow(raster, new Window(column, row, width, height));
    }
}
