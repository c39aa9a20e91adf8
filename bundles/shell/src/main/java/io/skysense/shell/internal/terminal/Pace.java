// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.terminal;

/**
 * Units a second, from recent work more than from old: both units and time fade with age.
 *
 * <p>The first count is only where it begins, since a resumed stage does not begin at 0.
 */
final class Pace {

    private static final double FADE_SECONDS = 30;

    private boolean begun;
    private long lastNanos;
    private long lastDone;
    private double units;
    private double seconds;

    /** Takes in how many units are done at a time. */
    void update(long nanos, long done) {
        if (begun) {
            double passed = (nanos - lastNanos) / 1e9;
            double keep = Math.exp(-passed / FADE_SECONDS);
            units = units * keep + (done - lastDone);
            seconds = seconds * keep + passed;
        }
        begun = true;
        lastNanos = nanos;
        lastDone = done;
    }

    /** Units a second; NaN if not known yet. */
    double perSecond() {
        return seconds > 0 && units > 0 ? units / seconds : Double.NaN;
    }
}
