// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.terminal;

import io.skysense.report.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One stage of long work, and how it is written. */
final class Stage {

    private static final int SHORTEST_BAR = 10;
    private static final int LONGEST_BAR = 30;

    private final String name;
    private final long total;
    private final long startedNanos;
    private final Pace pace = new Pace();
    private Map<String, Double> figures = Map.of();
    private long done;
    private boolean shown;
    private long shownNanos;
    private double shownShare;

    Stage(String name, long total, long nanos) {
        this.name = name;
        this.total = total;
        this.startedNanos = nanos;
        this.shownNanos = nanos;
    }

    void update(long nanos, long doneNow, Map<String, Double> figuresNow) {
        done = doneNow;
        figures = figuresNow;
        pace.update(nanos, doneNow);
    }

    /** Remembers that it was written just now. */
    void markShown(long nanos) {
        shown = true;
        shownNanos = nanos;
        shownShare = share();
    }

    boolean neverShown() {
        return !shown;
    }

    double secondsSinceShown(long nanos) {
        return (nanos - shownNanos) / 1e9;
    }

    double progressSinceShown() {
        return share() - shownShare;
    }

    /** One line of at most {@code width} columns with a bar; what does not fit is left out from the right. */
    String bar(int width, boolean unicode) {
        List<String> parts = parts();
        String head = name + "  ";
        if (total <= 0) {
            return fitted(head, parts, width);
        }
        String percent = String.format(Locale.ROOT, "%3d %%", percent());
        int bar = SHORTEST_BAR;
        while (parts.size() > 1 && head.length() + bar + 2 + percent.length() + length(parts) > width) {
            parts.remove(parts.size() - 1);
        }
        bar = Math.min(LONGEST_BAR, width - head.length() - 2 - percent.length() - length(parts));
        parts.add(0, percent);
        return bar < SHORTEST_BAR
                ? fitted(head, parts, width)
                : fitted(head + drawn(bar, unicode) + "  ", parts, width);
    }

    /** One line of any length without a bar. */
    String line() {
        List<String> parts = parts();
        if (total > 0) {
            parts.add(0, percent() + " %");
        }
        return name + "  " + String.join("  ", parts);
    }

    /** What it came to. */
    String summary(long nanos) {
        double passed = (nanos - startedNanos) / 1e9;
        String count = total > 0 && done != total ? done + " of " + total : Long.toString(done);
        List<String> parts = new ArrayList<>(List.of(count + " in " + time(passed)));
        addFigures(parts);
        return name + "  " + String.join("  ", parts);
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        parts.add(total > 0 ? done + "/" + total : Long.toString(done));
        double rate = pace.perSecond();
        if (!Double.isNaN(rate)) {
            parts.add(rate(rate));
            if (total > done) {
                parts.add("ETA " + time((total - done) / rate));
            }
        }
        addFigures(parts);
        return parts;
    }

    private void addFigures(List<String> parts) {
        figures.forEach((key, value) -> parts.add(Figures.words(key) + " " + Figures.value(value)));
    }

    private double share() {
        return total > 0 ? Math.min(1, (double) done / total) : 0;
    }

    /** Rounded down, so that 100 % means done. */
    private long percent() {
        return (long) Math.floor(100 * share());
    }

    private String drawn(int cells, boolean unicode) {
        int inner = unicode ? cells : cells - 2;
        int full = (int) Math.floor(inner * share());
        return unicode
                ? "━".repeat(full) + "┄".repeat(inner - full)
                : "[" + "#".repeat(full) + ".".repeat(inner - full) + "]";
    }

    private static int length(List<String> parts) {
        return parts.stream().mapToInt(p -> p.length() + 2).sum();
    }

    private static String fitted(String head, List<String> parts, int width) {
        String line = head + String.join("  ", parts);
        return line.length() <= width ? line : line.substring(0, Math.max(0, width));
    }

    private static String rate(double perSecond) {
        if (perSecond < 0.1) {
            return String.format(Locale.ROOT, "%.0f s each", 1 / perSecond);
        }
        return String.format(Locale.ROOT, perSecond < 10 ? "%.2f/s" : perSecond < 100 ? "%.1f/s" : "%.0f/s", perSecond);
    }

    /** 0:07, 12:30, 3:05:00. */
    static String time(double seconds) {
        long all = Math.round(seconds);
        return all < 3600
                ? String.format(Locale.ROOT, "%d:%02d", all / 60, all % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", all / 3600, all / 60 % 60, all % 60);
    }
}
