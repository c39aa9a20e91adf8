// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The figures of a run over its steps: a table of three columns, {@code step,name,value}, that only grows.
 *
 * <p>One figure a row, so that figures with different rhythms share a file and new ones need no new column.
 */
public final class MetricsLog implements AutoCloseable {

    private static final String HEAD = "step,name,value\n";

    private final Path file;
    private final FileChannel out;

    private MetricsLog(Path file, FileChannel out) {
        this.file = file;
        this.out = out;
    }

    /**
     * One figure.
     *
     * @param step after which step
     * @param name which figure, for example {@code train/loss}
     * @param value its value; may be NaN
     */
    public record Row(long step, String name, double value) {}

    /**
     * Opens a log to go on after a step: rows of later steps, and a row cut short by a kill, are dropped.
     *
     * @param file the log; made if absent
     * @param step the last step to keep
     * @return the log; the caller closes it
     * @throws CheckpointException if it cannot be read or written
     */
    static MetricsLog open(Path file, long step) throws CheckpointException {
        StringBuilder kept = new StringBuilder(HEAD);
        for (Row row : Files.exists(file) ? read(file) : List.<Row>of()) {
            if (row.step() <= step) {
                kept.append(line(row));
            }
        }
        AtomicFile.write(file, kept.toString());
        try {
            return new MetricsLog(file, FileChannel.open(file, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw CheckpointException.of(file, "cannot be written", e);
        }
    }

    /**
     * Adds figures.
     *
     * @param step after which step
     * @param figures values by name; names without comma or line break
     * @throws CheckpointException if they cannot be written
     */
    public void append(long step, Map<String, Double> figures) throws CheckpointException {
        StringBuilder rows = new StringBuilder();
        new TreeMap<>(figures).forEach((name, value) -> {
            if (name.isEmpty() || name.matches("(?s).*[,\"\r\n].*")) {
                throw new IllegalArgumentException("figure name '" + name + "' does not fit a table");
            }
            rows.append(line(new Row(step, name, value)));
        });
        ByteBuffer bytes = ByteBuffer.wrap(rows.toString().getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw CheckpointException.of(file, "cannot be written", e);
        }
    }

    /**
     * Reads a log; a row that is cut short at the end is left out.
     *
     * @param file the log
     * @return its rows in order
     * @throws CheckpointException if it cannot be read or is malformed; names file and line
     */
    public static List<Row> read(Path file) throws CheckpointException {
        List<Row> rows = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String text = in.readLine();
            String next = text == null ? null : in.readLine();
            for (int line = 2; next != null; line++) {
                text = next;
                next = in.readLine();
                Optional<Row> row = parse(text);
                if (row.isPresent()) {
                    rows.add(row.get());
                } else if (next != null) {
                    throw new CheckpointException(file + ":" + line + ": not a row of step,name,value");
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw CheckpointException.of(file, "cannot be read", e instanceof IOException io ? io : new IOException(e));
        }
        return rows;
    }

    @Override
    public void close() throws CheckpointException {
        try {
            out.close();
        } catch (IOException e) {
            throw CheckpointException.of(file, "cannot be closed", e);
        }
    }

    private static String line(Row row) {
        return row.step() + "," + row.name() + "," + row.value() + "\n";
    }

    private static Optional<Row> parse(String line) {
        String[] cells = line.split(",", -1);
        try {
            return cells.length == 3
                    ? Optional.of(new Row(Long.parseLong(cells[0]), cells[1], Double.parseDouble(cells[2])))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
