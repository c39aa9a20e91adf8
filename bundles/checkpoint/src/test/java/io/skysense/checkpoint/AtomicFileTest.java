// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    @Test
    void whatWasThereIsReplacedWhole() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, "a long first version");
        AtomicFile.write(file, "second");
        assertEquals("second", Files.readString(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void theFileIsNotThereUntilItIsComplete() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, out -> {
            out.write(ByteBuffer.wrap(new byte[] {'x'}));
            assertFalse(Files.exists(file));
            assertTrue(files().stream().allMatch(AtomicFile::isTemporary));
        });
        assertEquals("x", Files.readString(file));
    }

    @Test
    void anErrorOfTheBodyLeavesTheOldFileAndNoOther() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, "old");
        assertThrows(
                IllegalStateException.class,
                () -> AtomicFile.write(file, out -> {
                    out.write(ByteBuffer.wrap(new byte[100]));
                    throw new IllegalStateException("stop");
                }));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void anAbsentFolderAndAFolderInTheWayAreNamed() throws IOException {
        Path absent = folder.resolve("absent/a.txt");
        assertEquals(
                absent + ": cannot be written: no such file or folder",
                assertThrows(CheckpointException.class, () -> AtomicFile.write(absent, "x"))
                        .getMessage());
        Path inTheWay = Files.createDirectories(folder.resolve("full/inside")).getParent();
        assertTrue(assertThrows(CheckpointException.class, () -> AtomicFile.write(inTheWay, "x"))
                .getMessage()
                .startsWith(inTheWay + ": cannot be written: "));
        assertEquals(List.of(inTheWay), files());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
