// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.dataset.kit.sampler.RandomSampler.RasterSize;
import io.skysense.dataset.kit.sampler.RegionSampler.ClassWindow;
import io.skysense.dataset.kit.sampler.RegionSampler.Region;
import io.skysense.raster.Window;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class WindowSamplersTest {

    private static void assertInside(Window window, long height, long width) {
        assertTrue(window.y() >= 0 && window.x() >= 0, () -> window + " begins outside");
        assertTrue(window.y() + window.height() <= height, () -> window + " ends outside");
        assertTrue(window.x() + window.width() <= width, () -> window + " ends outside");
    }

    @Property(tries = 300, seed = "7")
    void aGridCoversEveryPixelAndStaysInside(
            @ForAll @IntRange(min = 1, max = 60) int height,
            @ForAll @IntRange(min = 1, max = 60) int width,
            @ForAll @IntRange(min = 1, max = 20) int side,
            @ForAll @IntRange(min = 1, max = 20) int step) {
        GridSampler grid = new GridSampler(height, width, side, Math.min(step, side));
        boolean[] covered = new boolean[height * width];
        for (long i = 0; i < grid.count(); i++) {
            Window window = grid.at(i);
            assertInside(window, height, width);
            assertEquals(Math.min(side, height), window.height());
            assertEquals(Math.min(side, width), window.width());
            for (int p = 0; p < window.height() * window.width(); p++) {
                int row = window.y() + p / window.width();
                covered[row * width + window.x() + p % window.width()] = true;
            }
        }
        for (boolean pixel : covered) {
            assertTrue(pixel);
        }
    }

    @Property(tries = 300, seed = "7")
    void randomWindowsStayInsideAndDependOnThePositionAlone(
            @ForAll @IntRange(min = 1, max = 1_000_000) int height,
            @ForAll @IntRange(min = 1, max = 1_000_000) int width,
            @ForAll @IntRange(min = 1, max = 2048) int side,
            @ForAll long seed,
            @ForAll @IntRange(max = 1_000_000) int position) {
        List<RasterSize> sizes = List.of(new RasterSize(height, width), new RasterSize(width, 7));
        RandomSampler sampler = new RandomSampler(sizes, side, seed);
        PlacedWindow placed = sampler.at(position);
        RasterSize size = sizes.get(placed.raster());
        assertInside(placed.window(), size.height(), size.width());
        assertEquals(placed, new RandomSampler(sizes, side, seed).at(position));
    }

    @Example
    void aRasterIsDrawnAsOftenAsItIsLarge() {
        RandomSampler sampler = new RandomSampler(List.of(new RasterSize(100, 300), new RasterSize(100, 100)), 8, 3);
        int large = 0;
        for (int i = 0; i < 4000; i++) {
            large += sampler.at(i).raster() == 0 ? 1 : 0;
        }
        assertEquals(3000, large, 140);
    }

    @Property(tries = 300, seed = "7")
    void regionWindowsStayInsideAndMeetARegionOfTheirClass(
            @ForAll @IntRange(max = 90) int row,
            @ForAll @IntRange(max = 190) int column,
            @ForAll @IntRange(min = 1, max = 10) int extent,
            @ForAll @IntRange(min = 1, max = 400) int side,
            @ForAll long seed) {
        Region region = new Region(0, row, column, extent, extent);
        RegionSampler sampler = new RegionSampler(100, 200, side, List.of(region), new double[] {2}, seed);
        for (int i = 0; i < 20; i++) {
            Window window = sampler.at(i).window();
            assertInside(window, 100, 200);
            assertTrue(window.y() < row + extent && window.y() + window.height() > row);
            assertTrue(window.x() < column + extent && window.x() + window.width() > column);
        }
    }

    @Example
    void classesAreDrawnByTheirWeightsAndNotByTheirGround() {
        List<Region> regions =
                List.of(new Region(0, 0, 0, 900, 900), new Region(1, 950, 950, 2, 2), new Region(3, 0, 950, 9, 9));
        RegionSampler sampler = new RegionSampler(1000, 1000, 32, regions, new double[] {1, 3, 5, 0}, 11);
        int[] drawn = new int[4];
        for (int i = 0; i < 4000; i++) {
            ClassWindow window = sampler.at(i);
            drawn[window.classIndex()]++;
        }
        assertEquals(1000, drawn[0], 140);
        assertEquals(3000, drawn[1], 140);
        assertEquals(0, drawn[2] + drawn[3], "class 2 has no region, class 3 no weight");
    }

    @Example
    void whatCannotBeSampledIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new GridSampler(10, 10, 4, 5));
        assertThrows(IllegalArgumentException.class, () -> new RandomSampler(List.of(), 4, 0));
        assertThrows(IllegalArgumentException.class, () -> Weights.of(0, 0));
        assertThrows(IllegalArgumentException.class, () -> Weights.of(1, Double.NaN));
        List<Region> outside = List.of(new Region(0, 5, 5, 6, 1));
        assertThrows(IllegalArgumentException.class, () -> new RegionSampler(10, 10, 4, outside, new double[] {1}, 0));
    }

    @Property(tries = 200, seed = "7")
    void shardsAreDisjointAndComplete(@ForAll @IntRange(min = 1, max = 7) int count) {
        boolean[] taken = new boolean[count * 20];
        for (int rank = 0; rank < count; rank++) {
            for (int own = 0; own < 20; own++) {
                int position = (int) new Shard(rank, count).position(own);
                assertTrue(!taken[position]);
                taken[position] = true;
            }
        }
        for (boolean position : taken) {
            assertTrue(position);
        }
    }
}
