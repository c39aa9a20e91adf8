// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EpochOrderTest {

    private static List<Integer> epoch(EpochOrder order, long epoch, int size) {
        return LongStream.range(epoch * size, (epoch + 1) * size)
                .mapToObj(p -> order.at(p).index())
                .toList();
    }

    @Test
    void everyEpochDrawsEverySampleOnce() {
        EpochOrder order = new EpochOrder(7, 31);
        for (long e = 0; e < 20; e++) {
            assertEquals(
                    IntStream.range(0, 31).boxed().toList(),
                    epoch(order, e, 31).stream().sorted().toList());
        }
    }

    @Test
    void epochsAndSeedsDiffer() {
        EpochOrder order = new EpochOrder(7, 31);
        assertNotEquals(epoch(order, 0, 31), epoch(order, 1, 31));
        assertNotEquals(epoch(order, 0, 31), epoch(new EpochOrder(8, 31), 0, 31));
    }

    @Test
    void aPositionGivesTheSameWhateverWasAskedBefore() {
        EpochOrder forward = new EpochOrder(3, 10);
        List<Draw> inOrder = LongStream.range(0, 100).mapToObj(forward::at).toList();
        EpochOrder backward = new EpochOrder(3, 10);
        for (int p = 99; p >= 0; p--) {
            assertEquals(inOrder.get(p), backward.at(p));
        }
    }

    @Test
    void aBatchMayCrossTheEndOfAnEpoch() {
        EpochOrder order = new EpochOrder(3, 10);
        List<Draw> batch = order.batch(2, 4);
        assertEquals(
                List.of(8L, 9L, 10L, 11L), batch.stream().map(Draw::position).toList());
        assertEquals(List.of(0L, 0L, 1L, 1L), batch.stream().map(Draw::epoch).toList());
    }

    /** Chi-square with 4 degrees of freedom exceeds 23.5 once in ten thousand fair draws. */
    @Test
    void everySampleIsEquallyLikelyFirst() {
        EpochOrder order = new EpochOrder(11, 5);
        int epochs = 5000;
        int[] counts = new int[5];
        for (long e = 0; e < epochs; e++) {
            counts[order.at(e * 5).index()]++;
        }
        double chi = 0;
        for (int c : counts) {
            chi += Math.pow(c - epochs / 5.0, 2) / (epochs / 5.0);
        }
        assertTrue(chi < 23.5, "chi-square " + chi);
    }

    @Test
    void anEmptySplitIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new EpochOrder(0, 0));
    }

    @Test
    void neighbouringKeysGiveUnrelatedSeeds() {
        long a = SeededRandom.mix(1, 2, 3);
        for (long b : new long[] {SeededRandom.mix(1, 2, 4), SeededRandom.mix(1, 3, 2), SeededRandom.mix(2, 2, 3)}) {
            int differing = Long.bitCount(a ^ b);
            assertTrue(differing > 12 && differing < 52, differing + " bits differ");
        }
    }
}
