// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the figures of a run over its steps, at once for all who read them: {@code metrics.csv} ({@link MetricsLog}),
 * {@code metrics.jsonl} (an object a row) and {@code events.out.tfevents.skysense} (TensorBoard).
 */
public final class FigureLogs implements AutoCloseable {

    static final String TABLE = "metrics.csv";
    private static final String LINES = "metrics.jsonl";
    private static final String EVENTS = "events.out.tfevents.skysense";

    private final MetricsLog table;
    private final JsonLinesLog lines;
    private final EventLog events;

    private FigureLogs(MetricsLog table, JsonLinesLog lines, EventLog events) {
        this.table = table;
        this.lines = lines;
        this.events = events;
    }

    /** Opens the logs of a folder to go on after a step; below 0, none of what they hold stays. */
    static FigureLogs open(Path folder, long step) throws CheckpointException {
        MetricsLog table = MetricsLog.open(folder.resolve(TABLE), step);
        try {
            JsonLinesLog lines = JsonLinesLog.open(folder.resolve(LINES), step);
            try {
                return new FigureLogs(table, lines, EventLog.open(folder.resolve(EVENTS), step));
            } catch (CheckpointException | RuntimeException e) {
                lines.close();
                throw e;
            }
        } catch (CheckpointException | RuntimeException e) {
            table.close();
            throw e;
        }
    }

    /**
     * Adds figures.
     *
     * @param step after which step; not below that of an earlier call
     * @param figures values by name; names without comma or line break
     * @throws CheckpointException if they cannot be written
     */
    public void append(long step, Map<String, Double> figures) throws CheckpointException {
        Map<String, Double> sorted = new TreeMap<>(figures);
        table.append(step, sorted);
        lines.append(step, sorted);
        events.append(step, sorted);
    }

    @Override
    public void close() throws CheckpointException {
        try (table;
                lines) {
            events.close();
        }
    }
}
