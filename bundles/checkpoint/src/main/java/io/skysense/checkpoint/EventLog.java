// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** The figures of a run as TensorBoard's scalars: one event a row. */
final class EventLog implements AutoCloseable {

    private final AppendedFile file;

    private EventLog(AppendedFile file) {
        this.file = file;
    }

    /**
     * Opens a log to go on after a step: events of later steps, and what is damaged, are dropped.
     *
     * @param path the log; made if absent
     * @param step the last step to keep; below 0 for none
     * @return the log; the caller closes it
     * @throws CheckpointException if it cannot be read or written
     */
    static EventLog open(Path path, long step) throws CheckpointException {
        long kept = 0;
        if (step >= 0 && Files.exists(path)) {
            try (FileChannel in = FileChannel.open(path, StandardOpenOption.READ)) {
                kept = kept(in, step);
            } catch (IOException e) {
                throw CheckpointException.of(path, "cannot be read", e);
            }
        }
        AppendedFile file = AppendedFile.open(path, kept);
        try {
            if (kept == 0) {
                file.append(EventRecord.framed(ScalarEvent.version(now())));
            }
            return new EventLog(file);
        } catch (CheckpointException e) {
            try (file) {
                throw e;
            }
        }
    }

    /** Steps only grow, so what stays is the beginning of the file. */
    private static long kept(FileChannel in, long step) throws IOException {
        long kept = 0;
        for (ByteBuffer event = EventRecord.read(in, 0);
                event != null && ScalarEvent.step(event) <= step;
                event = EventRecord.read(in, kept)) {
            kept += EventRecord.size(event);
        }
        return kept;
    }

    void append(long step, Map<String, Double> figures) throws CheckpointException {
        file.append(EventRecord.framed(ScalarEvent.scalars(now(), step, figures)));
    }

    private static double now() {
        return System.currentTimeMillis() / 1e3;
    }

    @Override
    public void close() throws CheckpointException {
        file.close();
    }
}
