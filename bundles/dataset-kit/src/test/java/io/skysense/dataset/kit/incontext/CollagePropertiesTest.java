// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.Extent;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.sampler.SeededRandom;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class CollagePropertiesTest {

    private static void assertInside(Box box, int height, int width) {
        assertFalse(box.isEmpty());
        assertTrue(box.row() + box.height() <= height, box + " of " + height + " rows");
        assertTrue(box.column() + box.width() <= width, box + " of " + width + " columns");
    }

    @Property(tries = 500, seed = "7")
    void boxesLieInsideTheirGridAndOnEveryOther(
            @ForAll @IntRange(min = 1, max = 64) int height,
            @ForAll @IntRange(min = 1, max = 64) int width,
            @ForAll @IntRange(min = 1, max = 3000) int toHeight,
            @ForAll @IntRange(min = 1, max = 3000) int toWidth,
            @ForAll @DoubleRange(min = 0.01, max = 1) double least,
            @ForAll long seed) {
        RandomBox random = new RandomBox(List.of(least, 1.0), List.of(0.75, 4.0 / 3));
        Box box = random.draw(height, width, SeededRandom.of(seed));
        assertInside(box, height, width);
        assertInside(random.fallback(height, width), height, width);
        assertInside(box.on(height, width, toHeight, toWidth), toHeight, toWidth);
    }

    @Property(tries = 500, seed = "7")
    void exactlyHalfOfTheBlocksIsMasked(@ForAll long seed) {
        float[] mask = BlockMask.random(SeededRandom.of(seed));
        int masked = 0;
        for (float block : mask) {
            assertTrue(block == 0 || block == 1);
            masked += (int) block;
        }
        assertEquals(BlockMask.MASKED, masked);
        assertArrayEquals(mask, BlockMask.random(SeededRandom.of(seed)));
    }

    @Property(tries = 500, seed = "7")
    void theCropHoldsThePixelAndIsTheSameGroundForEverySensor(
            @ForAll @IntRange(min = 1, max = 100) int cells,
            @ForAll @IntRange(min = 1, max = 16) int sizeCells,
            @ForAll @DoubleRange(min = 0, max = 0.99) double row,
            @ForAll @DoubleRange(min = 0, max = 0.99) double column) {
        Map<Modality, Extent> extents =
                Map.of(Modality.HR, new Extent(1, 32 * cells, 32 * cells), Modality.S2, new Extent(3, cells, cells));
        Ground ground = Ground.around(extents, 32 * sizeCells, row, column);
        Box s2 = ground.crop(cells, cells);
        Box hr = ground.crop(32 * cells, 32 * cells);
        assertInside(s2, cells, cells);
        assertEquals(Math.min(cells, sizeCells), s2.height());
        assertEquals(new Box(32 * s2.row(), 32 * s2.column(), 32 * s2.height(), 32 * s2.width()), hr);
        int pixel = (int) (row * 32 * cells);
        assertTrue(pixel >= hr.row() && pixel < hr.row() + hr.height());
    }

    @Example
    void withoutHrTheCropHasAsManyPixelsAsTheModelExpectsAndWithHrAloneEveryPixelIsPossible() {
        Map<Modality, Extent> coarse = Map.of(Modality.S1, new Extent(1, 256, 256));
        assertEquals(new Box(120, 0, 16, 16), Ground.around(coarse, 512, 0.5, 0).crop(256, 256));
        Map<Modality, Extent> hr = Map.of(Modality.HR, new Extent(1, 2494, 400));
        assertEquals(new Box(991, 0, 512, 400), Ground.around(hr, 512, 0.5, 0.7).crop(2494, 400));
    }

    @Property(tries = 200, seed = "7")
    void recordsAreDrawnWithoutReplacementIfThereAreEnough(
            @ForAll @IntRange(min = 1, max = 40) int records, @ForAll long seed) {
        int[] all = new int[records];
        Arrays.setAll(all, i -> 3 * i);
        int[] drawn = Draws.of(all, 8, SeededRandom.of(seed));
        Set<Integer> different = new HashSet<>();
        for (int record : drawn) {
            assertTrue(record % 3 == 0 && record < 3 * records);
            different.add(record);
        }
        assertTrue(records < 8 || different.size() == 8);
    }

    @Example
    void everyRecordIsAsLikelyAtEveryPlace() {
        int[] all = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        int[][] seen = new int[8][10];
        for (int i = 0; i < 10_000; i++) {
            int[] drawn = Draws.of(all, 8, SeededRandom.of(i));
            for (int place = 0; place < 8; place++) {
                seen[place][drawn[place]]++;
            }
        }
        for (int[] place : seen) {
            for (int times : place) {
                assertEquals(1000, times, 150);
            }
        }
    }

    @Property(tries = 200, seed = "7")
    void coloursOfABatchAreDistinctInACollageNotBlackAndNotTooMany(
            @ForAll @IntRange(min = 1, max = 12) int most, @ForAll long seed) {
        Set<Integer> used = new LinkedHashSet<>();
        for (int collage = 0; collage < 6; collage++) {
            BitSet label = new BitSet();
            label.set(0, 1 + (collage * 5) % 12);
            List<Integer> shown = Recoloring.shown(List.of(label, label), 12, 0, most);
            Map<Integer, Integer> colors = Recoloring.random(shown, used, most, SeededRandom.of(seed, collage));
            assertEquals(new HashSet<>(shown), colors.keySet());
            assertEquals(shown.size(), new HashSet<>(colors.values()).size());
            assertTrue(colors.values().stream().allMatch(c -> c > 0 && c < 1 << 24));
        }
        assertTrue(used.size() <= most);
    }

    @Example
    void classesThatNotAllLabelsHoldAreBlackUnlessThereIsNoOther() {
        BitSet one = BitSet.valueOf(new long[] {0b0111});
        BitSet two = BitSet.valueOf(new long[] {0b1110});
        assertEquals(List.of(1, 2), Recoloring.shown(List.of(one, two), 4, 1, 64));
        assertEquals(List.of(2), Recoloring.shown(List.of(one, two), 4, 2, 1));
        assertEquals(List.of(5), Recoloring.shown(List.of(one, new BitSet()), 6, 5, 64));
    }

    @Property(tries = 100, seed = "7")
    void layoutsHoldEveryImageOnceAndEightLieFourByTwo(@ForAll @IntRange(min = 1, max = 40) int images) {
        CollageLayout layout = CollageLayout.of(images);
        assertEquals(images, layout.rows() * layout.columns());
        for (int i = 0; i < images; i++) {
            Box tile = layout.tile(i, 10);
            assertEquals(i, layout.image(tile.row() / 10, tile.column() / 10));
        }
        assertEquals(new CollageLayout(4, 2), CollageLayout.of(8));
    }

    @Property(tries = 100, seed = "7")
    void aPartOfAResizedPlaneIsThatPartOfTheWhole(
            @ForAll @IntRange(min = 1, max = 30) int height,
            @ForAll @IntRange(min = 1, max = 30) int width,
            @ForAll @IntRange(min = 1, max = 40) int size,
            @ForAll long seed) {
        var random = SeededRandom.of(seed);
        float[] source = new float[height * width];
        for (int i = 0; i < source.length; i++) {
            source[i] = (float) random.nextDouble();
        }
        Bicubic bicubic = new Bicubic(height, width, size, size, false);
        Rows plane = Planes.rows(source, 0, width);
        float[] whole = Planes.read(bicubic.resize(plane, 0, size, 0), 0, size, size);
        Box part = new RandomBox(List.of(0.1, 1.0), List.of(0.5, 2.0)).draw(size, size, random);
        Rows columns = bicubic.resize(plane, part.column(), part.width(), 0);
        float[] out = Planes.read(columns, part.row(), part.height(), part.width());
        Bicubic mirror = new Bicubic(height, width, size, size, true);
        float[] mirrored = Planes.read(mirror.resize(plane, 0, size, 0), 0, size, size);
        float[] rowsFirst = Planes.read(bicubic.shrink(plane), 0, size, size);
        for (int i = 0; i < out.length; i++) {
            int row = part.row() + i / part.width();
            int column = part.column() + i % part.width();
            assertEquals(whole[row * size + column], out[i]);
            assertEquals(out[i], mirrored[row * size + size - 1 - column]);
            assertEquals(out[i], rowsFirst[row * size + column], 1e-5f);
        }
    }
}
