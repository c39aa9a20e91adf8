// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingLibraryTest {

    private static final String LIBRARY = "libgdalalljni.so";

    @TempDir
    Path folder;

    /** Asks for GDAL twice and prints what it is told. */
    static final class Asker {
        private Asker() {}

        public static void main(String[] arguments) throws IOException {
            for (int i = 0; i < 2; i++) {
                try {
                    Gdal.require();
                    System.out.println("loaded");
                } catch (RasterException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }

    @Test
    void aMissingLibraryIsToldInOneLine() throws Exception {
        String[] lines = ask();
        assertEquals(2, lines.length, String.join("|", lines));
        assertTrue(lines[0].startsWith("GDAL: the native library cannot be loaded: no gdalalljni in "), lines[0]);
        assertEquals(lines[0], lines[1]);
    }

    @Test
    void aDamagedLibraryIsToldInOneLine() throws Exception {
        byte[] whole = Files.readAllBytes(Path.of(Child.libraryPath(), LIBRARY));
        Files.write(folder.resolve(LIBRARY), Arrays.copyOf(whole, whole.length / 2));
        String[] lines = ask();
        assertEquals(2, lines.length, String.join("|", lines));
        assertTrue(lines[0].startsWith("GDAL: the native library cannot be loaded: "), lines[0]);
        assertTrue(lines[0].contains(LIBRARY + " is damaged: "), lines[0]);
    }

    @Test
    void aFlippedBitInTheLibraryIsToldInOneLineAndNothingIsLoaded() throws Exception {
        byte[] whole = Files.readAllBytes(Path.of(Child.libraryPath(), LIBRARY));
        whole[whole.length / 2] ^= 16;
        Files.write(folder.resolve(LIBRARY), whole);
        Files.copy(Path.of(Child.libraryPath(), LIBRARY + ".sha256"), folder.resolve(LIBRARY + ".sha256"));
        String[] lines = ask();
        assertEquals(2, lines.length, String.join("|", lines));
        assertTrue(
                lines[0].startsWith("GDAL: the native library cannot be loaded: " + folder.resolve(LIBRARY)
                        + " is damaged: its SHA-256 is not"),
                lines[0]);
    }

    @Test
    void theLibraryOfThisBuildIsUsable() throws RasterException {
        Gdal.require();
        assertTrue(Gdal.version().matches("\\d+\\.\\d+\\.\\d+.*"), Gdal.version());
    }

    private String[] ask() throws Exception {
        Process process = Child.start(Asker.class, folder.toString());
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.strip().split("\n");
    }
}
