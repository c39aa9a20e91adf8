// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.gdal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JniLibraryTest {

    private static final String NAME = "libgdalalljni.so";
    private static final Path BUILT = Path.of(System.getProperty("java.library.path"));

    @TempDir
    Path folder;

    private Path copy;

    @BeforeEach
    void copy() throws IOException {
        copy = Files.copy(BUILT.resolve(NAME), folder.resolve(NAME));
        Files.copy(BUILT.resolve(NAME + ".sha256"), folder.resolve(NAME + ".sha256"));
    }

    @Test
    void theLibraryIsWhatItsBuildRecorded() {
        assertDoesNotThrow(() -> JniLibrary.requireSound(copy));
    }

    @Test
    void oneFlippedBitAnywhereIsDamage() throws IOException {
        byte[] whole = Files.readAllBytes(copy);
        Random random = new Random(3);
        for (int i = 0; i < 20; i++) {
            byte[] flipped = whole.clone();
            flipped[64 + random.nextInt(whole.length - 64)] ^= (byte) (1 << random.nextInt(8));
            Files.write(copy, flipped);
            UnsatisfiedLinkError e = assertThrows(UnsatisfiedLinkError.class, () -> JniLibrary.requireSound(copy));
            assertEquals(copy + " is damaged: its SHA-256 is not the one that its build recorded", e.getMessage());
        }
    }

    @Test
    void aLibraryThatIsNotThereIsLeftToTheLoader() throws IOException {
        Files.delete(copy);
        assertDoesNotThrow(() -> JniLibrary.requireSound(copy));
        assertDoesNotThrow(() -> JniLibrary.requireSoundInBundle("/no/such/" + NAME));
    }
}
