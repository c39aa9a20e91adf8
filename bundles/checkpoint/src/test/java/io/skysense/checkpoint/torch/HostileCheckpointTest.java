// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.TensorSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileCheckpointTest {

    /** All that reading one file may allocate in the course of it, garbage included. */
    private static final long MOST_ALLOCATED = 256L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    static Stream<Hostile> corpus() throws IOException {
        return Stream.concat(HostilePickles.all().stream(), HostileArchives.all().stream());
    }

    @Test
    void theCorpusIsLarge() throws IOException {
        assertTrue(corpus().count() >= 100, corpus().count() + " files");
        assertEquals(corpus().count(), corpus().map(Hostile::name).distinct().count(), "each of its own kind");
    }

    @ParameterizedTest
    @MethodSource("corpus")
    @Timeout(20)
    void everyFileIsRefusedWithItsCauseAndLittleMemory(Hostile hostile) throws IOException {
        Path path = Files.write(folder.resolve("x.pth"), hostile.content());
        long before = THREADS.getCurrentThreadAllocatedBytes();
        CheckpointException e = assertThrows(CheckpointException.class, () -> readAll(path));
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(e.getMessage().startsWith(path + ": "), e.getMessage());
        assertTrue(e.getMessage().contains(hostile.cause()), e.getMessage());
        assertFalse(e.getMessage().matches("(?s).*\\p{Cntrl}.*"), e.getMessage());
        assertTrue(e.getMessage().length() < 1500, e.getMessage());
        assertTrue(allocated < MOST_ALLOCATED, hostile + " allocated " + allocated + " bytes");
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(path), files.toList(), "nothing was executed or unpacked");
        }
        assertFalse(Files.exists(Path.of("executed")), "nothing was executed");
    }

    @Test
    @Timeout(120)
    void mutatedFilesEndInAnErrorOrInASoundFile() throws IOException {
        Random random = new Random(7);
        byte[] zip = TorchArchive.zip(TorchFileTest.samples(), "model");
        byte[] legacy = TorchArchive.legacy(TorchFileTest.samples(), "model");
        int opened = 0;
        for (int i = 0; i < 800; i++) {
            opened += sound(mutated(i % 2 == 0 ? zip : legacy, random)) ? 1 : 0;
        }
        assertTrue(opened > 20 && opened < 780, opened + " mutants opened");
    }

    @Test
    @Timeout(120)
    void mutatedPicklesInSoundArchivesEndInAnErrorOrInASoundFile() throws IOException {
        Random random = new Random(8);
        byte[] pickle = HostilePickles.sound(new Pickler()).stop();
        int opened = 0;
        for (int i = 0; i < 1000; i++) {
            Map<String, byte[]> entries = new LinkedHashMap<>();
            entries.put("w/data.pkl", mutated(pickle, random));
            entries.put("w/data/0", new byte[16]);
            opened += sound(TorchArchive.zip(entries)) ? 1 : 0;
        }
        assertTrue(opened > 5 && opened < 900, opened + " mutants opened");
    }

    private boolean sound(byte[] content) throws IOException {
        Path path = Files.write(folder.resolve("mutant.pth"), content);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            readAll(path);
            return true;
        } catch (CheckpointException e) {
            assertTrue(e.getMessage().startsWith(path.toString()), e.getMessage());
            assertFalse(e.getMessage().contains("\n"), e.getMessage());
            return false;
        } finally {
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < MOST_ALLOCATED, allocated + " bytes");
        }
    }

    private static void readAll(Path path) throws IOException {
        try (TorchFile file = TorchFile.open(path, "")) {
            for (TensorSource source : file.sources().values()) {
                long[] read = new long[1];
                source.content().writeTo(part -> read[0] += part.remaining());
                assertEquals(source.bytes(), read[0], source.name());
            }
        }
    }

    private static byte[] mutated(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = java.util.Arrays.copyOf(bytes, Math.max(1, bytes.length - random.nextInt(20)));
                default -> {
                    int from = random.nextInt(bytes.length);
                    int length = Math.min(random.nextInt(16), bytes.length - Math.max(at, from));
                    System.arraycopy(good, Math.min(from, good.length - length), bytes, at, length);
                }
            }
        }
        return bytes;
    }
}
