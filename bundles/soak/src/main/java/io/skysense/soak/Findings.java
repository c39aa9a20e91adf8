// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of a soak against what is asked of them. */
final class Findings {

    private static final double LONGEST_WAIT_MILLIS = 50;
    private static final double GROWTH = 0.03;
    private static final double MEDIAN = 0.5;
    private static final double RARE = 0.99;
    private static final double RAREST = 0.999;

    private Findings() {}

    /**
     * What they are made of.
     *
     * @param asked swaps that were to be done
     * @param seconds that the load took
     * @param swaps that were done
     * @param tally of the requests
     * @param truth knows whether versions can be told apart
     * @param memory after each swap
     * @param garbage collected under load
     * @param left bundles whose class loaders were not collected
     */
    record Measured(
            int asked,
            double seconds,
            Swaps swaps,
            Tally tally,
            Truth truth,
            ResidentMemory memory,
            GarbageCollection garbage,
            List<String> left) {}

    /** {@return the figures} */
    static List<Finding> of(Measured measured) {
        Swaps swaps = measured.swaps();
        Tally tally = measured.tally();
        List<Finding> all = new ArrayList<>();
        all.add(new Finding(
                "swaps",
                Integer.toString(measured.asked()),
                Integer.toString(swaps.done()),
                swaps.done() == measured.asked()));
        all.add(Finding.plain(
                "requests",
                String.format(Locale.ROOT, "%d, %.0f/s", tally.answered(), tally.answered() / measured.seconds())));
        all.add(Finding.none("failed requests", tally.failed()));
        all.add(Finding.none("wrong answers", tally.wrong()));
        all.add(Finding.plain("largest error of an answer", String.format(Locale.ROOT, "%.1e", tally.error())));
        all.add(Finding.none(
                "answers too alike to tell versions apart", measured.truth().alike()));
        double wait = tally.waits().longest();
        all.add(new Finding(
                "longest wait beyond its own compute",
                "under 50 ms",
                Finding.millis(wait) + (tally.during().isEmpty() ? "" : ", in " + tally.during()),
                wait < LONGEST_WAIT_MILLIS));
        all.add(Finding.plain("wait, 99th and 99.9th percentile", pair(tally.waits(), RARE, RAREST)));
        all.add(Finding.plain(
                "longest time in the queue for a processor",
                Finding.millis(tally.queues().longest())));
        all.add(Finding.plain("latency, median and 99th percentile", pair(tally.latencies(), MEDIAN, RARE)));
        all.add(Finding.plain(
                "command to first answer, median and 99th percentile", pair(swaps.times(), MEDIAN, RARE)));
        all.add(Finding.plain(
                "garbage collection",
                measured.garbage().times() + " times, " + measured.garbage().millis() + " ms"));
        all.add(resident(measured.memory()));
        all.add(new Finding(
                "class loaders of old versions collected",
                Integer.toString(swaps.loaders().count()),
                Integer.toString(swaps.loaders().count() - measured.left().size()),
                measured.left().isEmpty()));
        for (Bad bad : Bad.values()) {
            int offered = swaps.offered().getOrDefault(bad, 0);
            if (offered > 0) {
                int handled = swaps.handled().getOrDefault(bad, 0);
                all.add(new Finding(
                        "bad bundle: " + bad.describe(),
                        offered + (bad == Bad.LEAKS ? " named" : " refused"),
                        Integer.toString(handled),
                        handled == offered));
            }
        }
        all.add(Finding.none("other trouble", swaps.remarks().size()));
        return all;
    }

    private static String pair(Durations durations, double first, double second) {
        return Finding.millis(durations.quantile(first)) + ", " + Finding.millis(durations.quantile(second));
    }

    private static Finding resident(ResidentMemory memory) {
        String figure = "resident memory, first to last tenth of the swaps";
        if (memory.compared() == 0) {
            return Finding.plain(figure, "not told by this system, or too few swaps");
        }
        double growth = memory.last() / memory.first() - 1;
        return new Finding(
                figure,
                "within 3 %",
                String.format(Locale.ROOT, "%.0f to %.0f MiB, %+.1f %%", memory.first(), memory.last(), 100 * growth),
                growth < GROWTH);
    }
}
