// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The processor time that all threads of this process have used, native ones too: what others do on the machine does
 * not show in it. Where the kernel does not tell, the time of day is taken instead.
 */
final class CpuClock {

    private static final Path TASKS = Path.of("/proc/self/task");
    private static final String FILE = "schedstat";

    private CpuClock() {}

    /** {@return seconds since some moment} */
    static double seconds() throws IOException {
        if (!Files.isReadable(Path.of("/proc/self", FILE))) {
            return System.nanoTime() / 1e9;
        }
        long nanos = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                nanos += nanos(task.resolve(FILE));
            }
        }
        return nanos / 1e9;
    }

    /** Its first number is the time on a processor. */
    private static long nanos(Path file) throws IOException {
        try {
            String text = Files.readString(file);
            return Long.parseLong(text.substring(0, text.indexOf(' ')));
        } catch (NoSuchFileException e) {
            // A thread that has ended meanwhile.
            return 0;
        }
    }
}
