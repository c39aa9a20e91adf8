// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.checkpoint.CheckpointFile;
import io.skysense.checkpoint.RunFolder;
import io.skysense.checkpoint.SafetensorsFile;
import io.skysense.checkpoint.TrainingState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Compares what two runs ended with, bit by bit. */
final class Bits {

    private Bits() {}

    /** Asserts that weights, buffers, moments, averages and the state are the same, but for the time it took. */
    static void assertSame(Path run, Path other) throws IOException {
        Path a = newest(run);
        Path b = newest(other);
        assertEquals(a.getFileName(), b.getFileName());
        try (SafetensorsFile left = SafetensorsFile.open(a);
                SafetensorsFile right = SafetensorsFile.open(b)) {
            assertEquals(left.tensors(), right.tensors());
            for (String name : left.tensors().keySet()) {
                assertArrayEquals(bytes(left, name), bytes(right, name), name);
            }
        }
        assertEquals(timeless(a), timeless(b));
        assertArrayEquals(best(run), best(other), "the best weights");
    }

    private static byte[] best(Path run) throws IOException {
        try (SafetensorsFile file = SafetensorsFile.open(run.resolve("best.safetensors"))) {
            ByteBuffer all = ByteBuffer.allocate(1 << 20);
            for (String name : file.tensors().keySet()) {
                all.put(file.bytes(name));
            }
            return all.array();
        }
    }

    static Path newest(Path run) throws IOException {
        try (RunFolder folder = RunFolder.open(run)) {
            return folder.checkpoints().files().get(0);
        }
    }

    private static TrainingState timeless(Path file) throws IOException {
        try (CheckpointFile checkpoint = CheckpointFile.open(file)) {
            TrainingState s = checkpoint.state();
            return new TrainingState(
                    s.step(),
                    s.totalSteps(),
                    s.seed(),
                    s.epoch(),
                    s.position(),
                    s.generators(),
                    0,
                    s.best(),
                    s.withoutImprovement());
        }
    }

    private static byte[] bytes(SafetensorsFile file, String name) throws IOException {
        ByteBuffer content = file.bytes(name);
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }
}
