// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.gdal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedObjectTest {

    @TempDir
    Path folder;

    @Test
    void everyShorterCopyOfALibraryIsDamaged() throws IOException {
        Path library = Path.of(System.getProperty("java.library.path"), "libgdalalljni.so");
        assertDoesNotThrow(() -> SharedObject.requireWhole(library));
        byte[] whole = Files.readAllBytes(library);
        Path part = folder.resolve("part.so");
        for (int length : new int[] {0, 10, 64, 4096, whole.length / 2, whole.length - 1}) {
            Files.write(part, Arrays.copyOf(whole, length));
            UnsatisfiedLinkError e = assertThrows(UnsatisfiedLinkError.class, () -> SharedObject.requireWhole(part));
            assertTrue(e.getMessage().startsWith(part + " is damaged: "), e.getMessage());
        }
    }

    @Test
    void textIsNoLibrary() throws IOException {
        Path text = Files.writeString(folder.resolve("text.so"), "x".repeat(100));
        assertThrows(UnsatisfiedLinkError.class, () -> SharedObject.requireWhole(text));
    }
}
