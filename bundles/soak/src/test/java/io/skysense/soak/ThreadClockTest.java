// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ThreadClockTest {

    private static final long NAP_MILLIS = 50;
    private static final long NAP_NANOS = NAP_MILLIS * 1_000_000;

    @Test
    void takesSleepForWaitingAndNotForComputing() throws Exception {
        try (ThreadClock clock = new ThreadClock()) {
            ThreadClock.Reading start = clock.read();
            Thread.sleep(NAP_MILLIS);
            ThreadClock.Reading nap = clock.read().since(start);

            assertTrue(nap.wall() >= NAP_NANOS && nap.computing() < nap.waiting(), nap.toString());
        }
    }

    @Test
    void takesWorkForComputing() throws Exception {
        try (ThreadClock clock = new ThreadClock()) {
            ThreadClock.Reading start = clock.read();
            while (clock.read().since(start).computing() < NAP_NANOS) {
                Thread.onSpinWait();
            }
            ThreadClock.Reading work = clock.read().since(start);

            assertTrue(work.wall() - work.waiting() >= NAP_NANOS, work.toString());
        }
    }
}
