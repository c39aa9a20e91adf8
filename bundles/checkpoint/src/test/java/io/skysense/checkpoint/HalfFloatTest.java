// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfFloatTest {

    @Test
    void everyHalfSurvivesTheWayThroughASingle() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = HalfFloat.toFloat((short) bits);
            if (!Float.isNaN(value)) {
                assertEquals((short) bits, HalfFloat.of(value), Integer.toHexString(bits));
            }
        }
        assertEquals(1f, HalfFloat.toFloat((short) 0x3c00));
        assertEquals(65504f, HalfFloat.toFloat((short) 0x7bff));
        assertEquals(0x1p-24f, HalfFloat.toFloat((short) 1));
        assertTrue(Float.isNaN(HalfFloat.toFloat(HalfFloat.of(Float.NaN))));
    }

    @Test
    void singlesBecomeTheNearestHalfTiesToEven() {
        Random random = new Random(3);
        for (int i = 0; i < 200_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Math.abs(value) < 65520f) {
                assertNearest(value);
                assertNearest((random.nextFloat() - 0.5f) * (1 << random.nextInt(16)));
                assertNearest((random.nextInt(4096) + 0.5f) * 0x1p-24f);
            }
        }
        assertEquals((short) 0x7c00, HalfFloat.of(65520f), "what is nearer to infinity");
        assertEquals((short) 0xfc00, HalfFloat.of(Float.NEGATIVE_INFINITY));
        assertEquals((short) 0x8000, HalfFloat.of(-0f));
    }

    @Test
    void singlesBecomeTheNearestBrainFloatTiesToEven() {
        assertEquals((short) 0x3f80, HalfFloat.brain(1f));
        assertEquals((short) 0x3f80, HalfFloat.brain(Float.intBitsToFloat(0x3f808000)), "a tie, to even");
        assertEquals((short) 0x3f82, HalfFloat.brain(Float.intBitsToFloat(0x3f818000)), "a tie, to even");
        assertEquals((short) 0x3f81, HalfFloat.brain(Float.intBitsToFloat(0x3f808001)));
        assertEquals((short) 0x7f80, HalfFloat.brain(Float.MAX_VALUE));
        assertEquals((short) 0x7fc0, HalfFloat.brain(Float.intBitsToFloat(0x7f800001)), "stays a NaN");
    }

    private static void assertNearest(float value) {
        short half = HalfFloat.of(value);
        double error = Math.abs(HalfFloat.toFloat(half) - (double) value);
        for (int step : new int[] {-1, 1}) {
            short other = (short) (half + step);
            float neighbour = HalfFloat.toFloat(other);
            // A step from zero wraps to the other sign's NaNs.
            if (Float.isFinite(neighbour)) {
                double distance = Math.abs(neighbour - (double) value);
                assertTrue(error < distance || error == distance && (half & 1) == 0, value + " became " + half);
            }
        }
    }
}
