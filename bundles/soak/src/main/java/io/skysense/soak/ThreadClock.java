// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the time of one thread goes: what it computes, how long it stands in the queue for a processor, that of the kernel
 * or one of our own, and the rest, in which it waits for a lock, for memory or for a file. Made and asked by that thread.
 */
final class ThreadClock implements AutoCloseable {

    /** Nanoseconds on a processor, nanoseconds in the queue for one, and turns. */
    private static final Path STATISTICS = Path.of("/proc/thread-self/schedstat");

    private static final int LENGTH = 96;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final FileChannel statistics;
    private final ByteBuffer buffer = ByteBuffer.allocate(LENGTH);
    private long inLine;

    /** Where the kernel does not tell, the queue counts as waiting. */
    ThreadClock() throws IOException {
        statistics = Files.isReadable(STATISTICS) ? FileChannel.open(STATISTICS) : null;
    }

    /**
     * Nanoseconds since some moment.
     *
     * @param wall by the clock
     * @param computing on a processor
     * @param queued in the queue for one
     */
    record Reading(long wall, long computing, long queued) {

        /** {@return the time since an earlier one} */
        Reading since(Reading earlier) {
            return new Reading(wall - earlier.wall, computing - earlier.computing, queued - earlier.queued);
        }

        /** {@return the time in which it neither computed nor could have} */
        long waiting() {
            return Math.max(0, wall - computing - queued);
        }
    }

    /** {@return what it says now} */
    Reading read() {
        return new Reading(System.nanoTime(), threads.getCurrentThreadCpuTime(), queued());
    }

    /**
     * Says that the time since a moment went by in a line of our own for a processor.
     *
     * @param joined that line then
     */
    void turn(Reading joined) {
        inLine += read().since(joined).waiting();
    }

    private long queued() {
        if (statistics == null) {
            return inLine;
        }
        buffer.clear();
        try {
            statistics.read(buffer, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String[] fields = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII).split("\\s+");
        return Long.parseLong(fields[1]) + inLine;
    }

    @Override
    public void close() throws IOException {
        if (statistics != null) {
            statistics.close();
        }
    }
}
