// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.inference.TileGrid.Batch;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TileGridTest {

    private static final double ROUNDING = 1e-6;

    record Layout(int extent, int tile, int overlap, int granularity) {
        TileAxis axis() {
            return new TileAxis(extent, tile, overlap, granularity);
        }
    }

    @Provide
    Arbitrary<Layout> layouts() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 700),
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.doubles().between(0, 0.99),
                        Arbitraries.integers().between(1, 32))
                .as((extent, units, overlap, granularity) ->
                        new Layout(extent, units * granularity, (int) (overlap * units * granularity), granularity));
    }

    @Property(tries = 200, seed = "7", edgeCases = EdgeCasesMode.NONE)
    void weightsAtEveryPixelSumToOne(@ForAll("layouts") Layout layout) {
        TileAxis axis = layout.axis();
        double[] sum = new double[layout.extent];
        for (int i = 0; i < axis.count(); i++) {
            for (int p = axis.origin(i); p < axis.end(i); p++) {
                sum[p] += axis.weights(i)[p - axis.origin(i)];
            }
        }
        for (double s : sum) {
            assertEquals(1, s, ROUNDING);
        }
    }

    @Property(tries = 200, seed = "7", edgeCases = EdgeCasesMode.NONE)
    void originsRiseInMultiplesOfTheGranularityAndNeighboursShareTheOverlap(@ForAll("layouts") Layout layout) {
        TileAxis axis = layout.axis();
        assertEquals(0, axis.origin(0));
        for (int i = 1; i < axis.count(); i++) {
            int step = axis.origin(i) - axis.origin(i - 1);
            assertEquals(0, axis.origin(i) % layout.granularity);
            assertTrue(step > 0);
            assertTrue(step <= Math.max(layout.granularity, layout.tile - layout.overlap));
        }
    }

    @Property(tries = 200, seed = "7", edgeCases = EdgeCasesMode.NONE)
    void theLastTileEndsAtTheFirstMultipleBehindTheRasterWhateverTheTile(@ForAll("layouts") Layout layout) {
        TileAxis axis = layout.axis();
        int end = axis.origin(axis.count() - 1) + layout.tile;
        assertEquals(Math.max(layout.tile, TileAxis.roundUp(layout.extent, layout.granularity)), end);
    }

    @Property(tries = 200, seed = "7", edgeCases = EdgeCasesMode.NONE)
    void noTileBehindTouchesWhatIsSettled(@ForAll("layouts") Layout layout) {
        TileAxis axis = layout.axis();
        int settled = 0;
        for (int i = 0; i < axis.count(); i++) {
            assertTrue(axis.settled(i) > settled);
            assertTrue(axis.end(i) - axis.settled(i) <= axis.open());
            settled = axis.settled(i);
            for (int j = i + 1; j < axis.count(); j++) {
                assertTrue(axis.origin(j) >= settled);
            }
        }
        assertEquals(layout.extent, settled);
    }

    @Property(tries = 200, seed = "7", edgeCases = EdgeCasesMode.NONE)
    void batchesGoThroughAllTilesRowByRow(@ForAll("layouts") Layout layout, @ForAll("batch") int batch) {
        TileGrid grid = TileGrid.of(100, layout.extent, layout.tile, layout.overlap, layout.granularity, batch);
        int tile = 0;
        for (int n = 0; n < grid.batches(); n++) {
            Batch b = grid.batch(n);
            assertEquals(tile, grid.tilesBefore(n));
            assertEquals(tile, b.row() * grid.columns().count() + b.first());
            assertTrue(b.size() >= 1 && b.size() <= batch);
            tile += b.size();
        }
        assertEquals(grid.tiles(), tile);
    }

    @Property(tries = 200, seed = "7", edgeCases = EdgeCasesMode.NONE)
    void warmUpReachesAllTilesThatABatchNeeds(@ForAll("layouts") Layout layout, @ForAll("batch") int batch) {
        TileGrid grid = TileGrid.of(1, layout.extent, layout.tile, layout.overlap, layout.granularity, batch);
        for (int n = 0; n < grid.batches(); n++) {
            Batch b = grid.batch(n);
            int first = grid.warmUp(b);
            assertEquals(b.row(), grid.batch(first).row());
            for (int other = 0; other < n; other++) {
                Batch o = grid.batch(other);
                if (o.row() == b.row() && grid.columns().end(o.last()) > grid.settledFrom(b)) {
                    assertTrue(other >= first);
                }
            }
        }
    }

    @Provide
    Arbitrary<Integer> batch() {
        return Arbitraries.integers().between(1, 7);
    }

    @Test
    void pixelsNearTheEdgeOfATileCountNothingWhereANeighbourKnowsBetter() {
        TileAxis axis = new TileAxis(200, 64, 32, 8);
        float[] middle = axis.weights(1);
        for (int p = 0; p < 8; p++) {
            assertEquals(0, middle[p]);
            assertEquals(0, middle[63 - p]);
        }
        assertEquals(1, axis.weights(0)[0], "at the border of the raster nobody knows better");
        assertEquals(1, middle[32]);
    }

    @Test
    void originsKeepToTheAlignmentWhereThatCostsLittle() {
        assertEquals(256, TileGrid.unit(896, 32, 256), "768 of 896");
        assertEquals(128, TileGrid.unit(448, 32, 256), "384 of 448");
        assertEquals(128, TileGrid.unit(384, 32, 256));
        assertEquals(64, TileGrid.unit(192, 32, 256));
        assertEquals(32, TileGrid.unit(32, 32, 256));
        assertEquals(32, TileGrid.unit(10, 32, 32));
    }

    @Test
    void anImpossibleLayoutIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new TileAxis(0, 8, 0, 8));
        assertThrows(IllegalArgumentException.class, () -> new TileAxis(10, 4, 0, 8));
        assertThrows(IllegalArgumentException.class, () -> new TileAxis(10, 8, 8, 8));
    }
}
