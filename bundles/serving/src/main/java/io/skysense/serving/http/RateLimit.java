// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.http;

import java.util.function.LongSupplier;

/** Lets so many requests through a second, and a second's worth at once after a pause. */
final class RateLimit {

    private static final double NANOS = 1e9;

    private final double perSecond;
    private final LongSupplier clock;
    private double left;
    private long seen;

    /**
     * Begins full.
     *
     * @param perSecond requests a second, at least 1
     * @param clock nanoseconds, never going back
     */
    RateLimit(int perSecond, LongSupplier clock) {
        this.perSecond = perSecond;
        this.clock = clock;
        this.left = perSecond;
        this.seen = clock.getAsLong();
    }

    /** {@return whether a request may pass now} */
    synchronized boolean pass() {
        long now = clock.getAsLong();
        left = Math.min(perSecond, left + (now - seen) / NANOS * perSecond);
        seen = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
