// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The figures of a run as JSON lines: an object a row, {@code step} first; a figure that is not finite is null. */
final class JsonLinesLog implements AutoCloseable {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String STEP = "step";

    private final AppendedFile file;

    private JsonLinesLog(AppendedFile file) {
        this.file = file;
    }

    /**
     * Opens a log to go on after a step: rows of later steps, and a row cut short by a kill, are dropped.
     *
     * @param path the log; made if absent
     * @param step the last step to keep
     * @return the log; the caller closes it
     * @throws CheckpointException if it cannot be read or written
     */
    static JsonLinesLog open(Path path, long step) throws CheckpointException {
        try {
            return new JsonLinesLog(AppendedFile.open(path, Files.exists(path) ? kept(path, step) : 0));
        } catch (IOException e) {
            throw CheckpointException.of(path, "cannot be read", e);
        }
    }

    /** Steps only grow, so what stays is the beginning of the file. */
    private static long kept(Path path, long step) throws IOException {
        long kept = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                line.write(next);
                if (next == '\n') {
                    if (stepOf(line.toString(StandardCharsets.UTF_8)) > step) {
                        break;
                    }
                    kept += line.size();
                    line.reset();
                }
            }
        }
        return kept;
    }

    private static long stepOf(String line) {
        try {
            JsonNode row = MAPPER.readTree(line);
            return row.path(STEP).asLong(Long.MAX_VALUE);
        } catch (JsonProcessingException e) {
            return Long.MAX_VALUE;
        }
    }

    void append(long step, Map<String, Double> figures) throws CheckpointException {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(STEP, step);
        figures.forEach((name, value) -> row.put(name, Double.isFinite(value) ? value : null));
        try {
            file.append(ByteBuffer.wrap((MAPPER.writeValueAsString(row) + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row that JSON cannot hold", e);
        }
    }

    @Override
    public void close() throws CheckpointException {
        file.close();
    }
}
