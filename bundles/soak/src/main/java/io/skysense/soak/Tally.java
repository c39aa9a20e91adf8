// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

import java.util.ArrayList;
import java.util.List;

/** Counts what becomes of the requests. Thread-safe. */
final class Tally {

    private static final int REMEMBERED = 5;

    private final Durations latencies = new Durations();
    private final Durations waits = new Durations();
    private final Durations queues = new Durations();
    private final List<String> remarks = new ArrayList<>();
    private long failed;
    private long wrong;
    private double error;
    private long longest;
    private String during = "";

    /** An answer that came, and how long it took. */
    synchronized void answered(ThreadClock.Reading took, String phase) {
        latencies.add(took.wall());
        waits.add(took.waiting());
        queues.add(took.queued());
        if (took.waiting() > longest) {
            longest = took.waiting();
            during = phase;
        }
    }

    /** How far an answer was from what it should be. */
    synchronized void checked(double off, String answer) {
        error = Math.max(error, off);
        if (Truth.wrong(off)) {
            wrong++;
            remark("wrong by " + off + ": " + answer);
        }
    }

    /** A request that was not answered. */
    synchronized void failed(String why) {
        failed++;
        remark("failed: " + why);
    }

    private void remark(String line) {
        if (remarks.size() < REMEMBERED) {
            remarks.add(line);
        }
    }

    synchronized long answered() {
        return latencies.count();
    }

    synchronized long failed() {
        return failed;
    }

    synchronized long wrong() {
        return wrong;
    }

    /** {@return the largest error of any answer} */
    synchronized double error() {
        return error;
    }

    /** {@return the phase of a swap in which the longest wait ended} */
    synchronized String during() {
        return during;
    }

    /** {@return the first things that went wrong, a line each} */
    synchronized List<String> remarks() {
        return List.copyOf(remarks);
    }

    Durations latencies() {
        return latencies;
    }

    Durations waits() {
        return waits;
    }

    Durations queues() {
        return queues;
    }
}
