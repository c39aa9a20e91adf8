// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.terminal;

import io.skysense.api.progress.Progress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Shows progress: one bar that is drawn again and again where a person watches, else a plain line every ten seconds
 * or five percent, but not more than one a second. Stages may lie inside one another; the innermost is shown.
 */
public final class ProgressPrinter implements Progress {

    private static final double SECONDS_BETWEEN_BARS = 0.1;
    private static final double SECONDS_BETWEEN_LINES = 10;
    private static final double SHARE_BETWEEN_LINES = 0.05;
    private static final double LEAST_SECONDS_BETWEEN_LINES = 1;

    private final Terminal terminal;
    private final LongSupplier nanos;
    private final BooleanSupplier cancelled;
    private final Deque<Stage> stages = new ArrayDeque<>();
    private boolean drawn;

    /**
     * A printer.
     *
     * @param terminal where to
     * @param nanos a clock, as System.nanoTime
     * @param cancelled whether the work should stop
     */
    public ProgressPrinter(Terminal terminal, LongSupplier nanos, BooleanSupplier cancelled) {
        this.terminal = terminal;
        this.nanos = nanos;
        this.cancelled = cancelled;
    }

    @Override
    public synchronized void begin(String stage, long total) {
        stages.push(new Stage(stage, total, nanos.getAsLong()));
        if (terminal.interactive()) {
            draw(stages.peek());
        }
    }

    @Override
    public synchronized void update(long done, Map<String, Double> figures) {
        Stage stage = stages.peek();
        if (stage == null) {
            return;
        }
        long now = nanos.getAsLong();
        stage.update(now, done, figures);
        double waited = stage.secondsSinceShown(now);
        if (terminal.interactive()) {
            if (waited >= SECONDS_BETWEEN_BARS || stage.neverShown()) {
                draw(stage);
            }
        } else if (waited >= SECONDS_BETWEEN_LINES
                || waited >= LEAST_SECONDS_BETWEEN_LINES && stage.progressSinceShown() >= SHARE_BETWEEN_LINES) {
            terminal.line(stage.line());
            stage.markShown(now);
        }
    }

    @Override
    public synchronized void note(String line) {
        wipe();
        terminal.line(line);
        if (terminal.interactive() && !stages.isEmpty()) {
            draw(stages.peek());
        }
    }

    @Override
    public synchronized void end() {
        if (stages.isEmpty()) {
            return;
        }
        wipe();
        terminal.line(stages.pop().summary(nanos.getAsLong()));
        if (terminal.interactive() && !stages.isEmpty()) {
            draw(stages.peek());
        }
    }

    @Override
    public boolean cancelled() {
        return cancelled.getAsBoolean();
    }

    /** Leaves the line the bar is in, so that what follows stands in a line of its own. */
    public synchronized void close() {
        wipe();
        stages.clear();
    }

    private void draw(Stage stage) {
        // A line that fills the last column would wrap, and could not be drawn again.
        terminal.redraw(stage.bar(terminal.width() - 1, terminal.unicode()));
        stage.markShown(nanos.getAsLong());
        drawn = true;
    }

    private void wipe() {
        if (drawn) {
            terminal.clear();
            drawn = false;
        }
    }
}
