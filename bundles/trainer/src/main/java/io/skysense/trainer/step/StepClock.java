// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.step;

import java.util.EnumMap;
import java.util.Map;

/** Divides time among phases. On a GPU a phase's work may end, and be counted, in a later phase. One thread. */
public final class StepClock {

    private final Map<Phase, Long> spent = new EnumMap<>(Phase.class);
    private long last;

    /** Starts now. */
    public StepClock() {
        restart();
    }

    /** Forgets all, and the time since the last lap. */
    public void restart() {
        for (Phase phase : Phase.values()) {
            spent.put(phase, 0L);
        }
        last = System.nanoTime();
    }

    /** Leaves the time since the last lap out. */
    public void skip() {
        last = System.nanoTime();
    }

    /**
     * Counts the time since the last lap.
     *
     * @param phase what it was spent on
     */
    public void lap(Phase phase) {
        long now = System.nanoTime();
        spent.merge(phase, now - last, Long::sum);
        last = now;
    }

    /**
     * The time of a phase.
     *
     * @param phase the phase
     * @return seconds since the restart
     */
    public double seconds(Phase phase) {
        return spent.get(phase) / 1e9;
    }

    /** {@return seconds of all phases} */
    public double seconds() {
        return spent.values().stream().mapToLong(Long::longValue).sum() / 1e9;
    }
}
