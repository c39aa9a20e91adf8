// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.hdf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.skysense.api.data.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Hdf5FileTest {

    @TempDir
    private Path folder;

    private Path write() {
        Path file = folder.resolve("series.h5");
        try (WritableHdfFile made = HdfFile.write(file)) {
            made.putDataset("counts", new short[][] {{1, 2, 3}, {4, 5, 6}});
            made.putDataset("decibels", new float[] {-12.5f, Float.NaN});
            made.putDataset("names", new String[] {"S1A_a", "S1B_bc"});
        }
        return file;
    }

    @Test
    void arraysOfAnyNumbersAndTextsAreRead() throws IOException {
        try (Hdf5File file = Hdf5File.open(write())) {
            assertArrayEquals(new int[] {2, 3}, file.shape("counts"));
            assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, file.floats("counts"));
            assertArrayEquals(new float[] {-12.5f, Float.NaN}, file.floats("decibels"));
            assertEquals(List.of("S1A_a", "S1B_bc"), file.texts("names"));
        }
    }

    @Test
    void whatIsNotThereOrOfAnotherKindIsNamed() throws IOException {
        Path path = write();
        try (Hdf5File file = Hdf5File.open(path)) {
            assertRefused(path + ": heights: no such array", () -> file.floats("heights"));
            assertRefused(path + ": names: holds no numbers", () -> file.floats("names"));
            assertRefused(path + ": counts: holds no list of texts", () -> file.texts("counts"));
        }
        Path none = folder.resolve("none.h5");
        assertRefused(none + ": no such file", () -> Hdf5File.open(none).close());
        Path other = Files.writeString(folder.resolve("other.h5"), "not HDF5");
        assertRefused(
                other + ": cannot be read as HDF5", () -> Hdf5File.open(other).close());
    }

    private static void assertRefused(String start, org.junit.jupiter.api.function.Executable work) {
        String said = assertThrows(DatasetException.class, work).getMessage();
        assertTrue(said.startsWith(start), said);
        assertEquals(1, said.lines().count(), said);
    }
}
