// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.sampler;

import io.skysense.raster.Window;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Random windows around regions of interest, weighted by class: a class in proportion to its weight, then one of its
 * regions as likely as it is large, then a pixel of the region, which the window holds. Rare classes are seen as often
 * as their weight says, however little ground they cover.
 */
public final class RegionSampler {

    private static final long PURPOSE = 0x726567696f6eL;

    private final int height;
    private final int width;
    private final int side;
    private final long seed;
    private final Weights classes;
    private final List<List<Region>> regions;
    private final List<Weights> areas;

    /**
     * A rectangle that is known to hold a class.
     *
     * @param classIndex the class
     * @param row its upper row
     * @param column its left column
     * @param height its rows, at least 1
     * @param width its columns, at least 1
     */
    public record Region(int classIndex, int row, int column, int height, int width) {

        /** Checks the ranges. */
        public Region {
            if (classIndex < 0 || row < 0 || column < 0 || height < 1 || width < 1) {
                throw new IllegalArgumentException("class " + classIndex + ": a region of " + height + " by " + width
                        + " at row " + row + ", column " + column);
            }
        }
    }

    /**
     * Prepares.
     *
     * @param height rows of the raster
     * @param width columns of the raster
     * @param side rows and columns of a window; a smaller raster gives a smaller window
     * @param found the regions, inside the raster
     * @param weights one a class, at least 0; classes without a region are never drawn
     * @param seed decides all windows
     * @throws IllegalArgumentException if a region is outside, a class has no weight, or no region has a weight above 0
     */
    public RegionSampler(int height, int width, int side, List<Region> found, double[] weights, long seed) {
        if (side < 1) {
            throw new IllegalArgumentException("windows of " + side + " pixels");
        }
        for (Region region : found) {
            if ((long) region.row() + region.height() > height || (long) region.column() + region.width() > width) {
                throw new IllegalArgumentException(region + " is outside the raster of " + height + " by " + width);
            }
            if (region.classIndex() >= weights.length) {
                throw new IllegalArgumentException(region + ": there are weights of " + weights.length + " classes");
            }
        }
        this.height = height;
        this.width = width;
        this.side = side;
        this.seed = seed;
        List<Integer> drawn = found.stream()
                .map(Region::classIndex)
                .filter(c -> weights[c] > 0)
                .distinct()
                .sorted()
                .toList();
        this.classes = Weights.of(drawn.stream().mapToDouble(c -> weights[c]).toArray());
        this.regions = drawn.stream()
                .map(c -> found.stream().filter(r -> r.classIndex() == c).toList())
                .toList();
        this.areas = regions.stream()
                .map(list -> Weights.of(list.stream()
                        .mapToDouble(r -> (double) r.height() * r.width())
                        .toArray()))
                .toList();
    }

    /**
     * The window at a position of the endless sequence.
     *
     * @param position from 0
     * @return the class and the window, a pure function of (seed, position)
     */
    public ClassWindow at(long position) {
        RandomGenerator random = SeededRandom.of(seed, PURPOSE, position);
        int group = classes.draw(random);
        Region region = regions.get(group).get(areas.get(group).draw(random));
        int row = region.row() + random.nextInt(region.height());
        int column = region.column() + random.nextInt(region.width());
        int rows = Math.min(side, height);
        int columns = Math.min(side, width);
        int top = corner(row, rows, height, random);
        int left = corner(column, columns, width, random);
        return new ClassWindow(region.classIndex(), new Window(left, top, columns, rows));
    }

    /** The pixel may lie anywhere in the window: it is not always its middle. */
    private static int corner(int pixel, int side, int size, RandomGenerator random) {
        return Math.min(Math.max(0, pixel - random.nextInt(side)), size - side);
    }

    /**
     * A window, and the class that it was drawn for.
     *
     * @param classIndex the class
     * @param window it holds a pixel of a region of that class
     */
    public record ClassWindow(int classIndex, Window window) {}
}
