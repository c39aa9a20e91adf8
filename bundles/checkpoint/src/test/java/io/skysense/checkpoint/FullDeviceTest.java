// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FullDeviceTest {

    private static final int LIMIT_KIB = 256;

    @TempDir
    Path folder;

    /** Writes a file of 64 KiB and then one of 1 MiB under the same name, and prints the error of the second. */
    static final class Writing {

        private Writing() {}

        public static void main(String[] arguments) throws CheckpointException {
            Path path = Path.of(arguments[0]);
            write(path, 64);
            try {
                write(path, 1024);
                System.out.println("written");
            } catch (CheckpointException e) {
                System.out.println("refused " + e.getMessage());
            }
        }
    }

    @Test
    @Timeout(60)
    void aWriteThatFailsHalfwayLeavesTheOldFileAndNothingElse() throws Exception {
        Path shell = Path.of("/bin/sh");
        assumeTrue(Files.isExecutable(shell), "needs a shell to limit the size of files");
        Path path = folder.resolve("w.safetensors");
        // A limit on the size of files fails a write in its middle just as a full device does.
        Process process = new ProcessBuilder(
                        shell.toString(),
                        "-c",
                        "ulimit -f " + 2 * LIMIT_KIB + "; exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writing.class.getName(),
                        path.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertTrue(said.contains("refused " + path + ": cannot be written: "), said);
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            file.verify();
            byte[] bytes = new byte[64 << 10];
            file.bytes("w").get(bytes);
            assertArrayEquals(new byte[64 << 10], bytes);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(path), files.toList());
        }
    }

    private static void write(Path path, int kibibytes) throws CheckpointException {
        ByteBuffer bytes = ByteBuffer.allocate(kibibytes << 10);
        SafetensorsWriter.write(
                path, Map.of(), List.of(TensorSource.of("w", ElementType.U8, List.of((long) bytes.capacity()), bytes)));
    }
}
