// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak.variant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class MarkTest {

    private static final int VERSIONS = 2000;
    private static final int NEAR = 20;

    @Test
    void leavesTheOriginalAsItIs() {
        assertEquals(0, Mark.weight(0));
        assertEquals(0, Mark.shift(0));
        assertEquals(0, Mark.glint(0));
    }

    @Test
    void tellsVersionsApart() {
        apart(Mark::weight, 0.01);
        apart(Mark::shift, 0.04);
        apart(Mark::glint, 1.3);
    }

    /** Those that are there at one time, and then some. */
    private static void apart(IntToDoubleFunction mark, double least) {
        for (int number = 1; number < VERSIONS; number++) {
            for (int other = number + 1; other <= number + NEAR; other++) {
                double distance = Math.abs(mark.applyAsDouble(number) - mark.applyAsDouble(other));
                assertTrue(distance > least, number + " and " + other + ": " + distance);
            }
        }
    }
}
