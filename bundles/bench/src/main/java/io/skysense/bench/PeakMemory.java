// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Peaks of resident memory, as Linux keeps them in {@code /proc}. */
final class PeakMemory {

    private static final Path CLEAR = Path.of("/proc/self/clear_refs");
    private static final String RESET_PEAK = "5";

    private PeakMemory() {}

    /**
     * Measures how far a work raises the resident memory of this process at most.
     *
     * @param work is run once
     * @return bytes above what was resident before
     * @throws Exception what the work throws, or if the kernel does not tell
     */
    static double of(Stopwatch.Work work) throws Exception {
        System.gc();
        Files.writeString(CLEAR, RESET_PEAK);
        long before = bytes(ProcessHandle.current().pid(), "VmRSS");
        work.run();
        return Math.max(0, bytes(ProcessHandle.current().pid(), "VmHWM") - before);
    }

    /**
     * Reads a field of {@code /proc/PID/status}.
     *
     * @param pid the process
     * @param field for example {@code VmHWM}
     * @return bytes
     * @throws IOException if the process has ended
     */
    static long bytes(long pid, String field) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"));
        for (String line : lines) {
            if (line.startsWith(field + ":")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
            }
        }
        throw new IOException("process " + pid + " has no " + field);
    }

    /**
     * Reads a field of {@code /proc/PID/status} of a process that may have ended.
     *
     * @param pid the process
     * @param field for example {@code VmHWM}
     * @return bytes; 0 if it has ended
     */
    static long bytesIfAlive(long pid, String field) {
        try {
            return bytes(pid, field);
        } catch (IOException e) {
            return 0;
        }
    }
}
