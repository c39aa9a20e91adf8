// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DurationsTest {

    private final Durations durations = new Durations();

    @Test
    void hasNothingToSayAtFirst() {
        assertEquals(0, durations.count());
        assertEquals(0, durations.quantile(0.5));
        assertEquals(0, durations.longest());
    }

    @Test
    void tellsQuantilesToAFiftieth() {
        for (int millis = 1; millis <= 1000; millis++) {
            durations.add(millis * 1_000_000L);
        }

        assertEquals(1000, durations.count());
        assertEquals(500, durations.quantile(0.5), 10);
        assertEquals(990, durations.quantile(0.99), 20);
        assertEquals(1000, durations.quantile(1));
        assertEquals(1000, durations.longest());
    }

    @Test
    void takesWhatIsTooShortOrTooLongForItsClasses() {
        durations.add(0);
        durations.add(Long.MAX_VALUE);

        assertEquals(2, durations.count());
        assertEquals(Long.MAX_VALUE / 1e6, durations.longest());
    }
}
