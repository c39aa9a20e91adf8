// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.sampler;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Random windows of several rasters: a raster as likely as it is large, every place in it as likely as the next.
 *
 * @param rasters their sizes, at least one
 * @param side rows and columns of a window; a smaller raster gives a smaller window
 * @param seed decides all windows
 */
public record RandomSampler(List<RasterSize> rasters, int side, long seed) {

    private static final long PURPOSE = 0x72616e646f6dL;

    /**
     * The size of a raster.
     *
     * @param height rows, at least 1
     * @param width columns, at least 1
     */
    public record RasterSize(long height, long width) {

        /** Checks the ranges. */
        public RasterSize {
            if (height < 1 || width < 1) {
                throw new IllegalArgumentException("a raster of " + height + " by " + width);
            }
        }
    }

    /** Copies the list and checks the ranges. */
    public RandomSampler {
        rasters = List.copyOf(rasters);
        if (rasters.isEmpty() || side < 1) {
            throw new IllegalArgumentException(
                    "windows of " + side + " pixels out of " + rasters.size() + " rasters: at least 1 of both");
        }
    }

    /**
     * The window at a position of the endless sequence.
     *
     * @param position from 0
     * @return the raster and the window, a pure function of (seed, position)
     */
    public PlacedWindow at(long position) {
        RandomGenerator random = SeededRandom.of(seed, PURPOSE, position);
        double[] areas = rasters.stream()
                .mapToDouble(r -> (double) r.height() * r.width())
                .toArray();
        int raster = Weights.of(areas).draw(random);
        RasterSize size = rasters.get(raster);
        int height = (int) Math.min(side, size.height());
        int width = (int) Math.min(side, size.width());
        long row = random.nextLong(size.height() - height + 1);
        long column = random.nextLong(size.width() - width + 1);
        return new PlacedWindow(raster, new PixelWindow(row, column, height, width));
    }
}
