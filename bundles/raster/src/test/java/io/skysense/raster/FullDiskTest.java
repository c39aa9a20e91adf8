// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes into a file system of two megabytes; needs the right to mount one. */
class FullDiskTest {

    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path folder;

    private Path small;
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        small = Files.createDirectory(folder.resolve("small"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", small.toString());
        Assumptions.assumeTrue(mounted, "no right to mount a small file system");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertTrue(run("umount", small.toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000, 1_000_000, 1_900_000, 2_000_000, 2_090_000})
    void aGeoTiffThatDoesNotFitIsAnErrorAndLeavesTheOldFile(int taken) throws IOException {
        Path file = small.resolve("image.tif");
        Files.writeString(file, "old");
        Files.write(small.resolve("ballast"), Pixels.bytes(taken, 1));
        byte[] pixels = Pixels.bytes(2 * MEGABYTE, 2);
        RasterException e = assertThrows(
                RasterException.class,
                () -> RasterWriter.writeGeoTiff(
                        file, RasterSpec.of(1024, 2048, 1, PixelType.UINT8), Compression.DEFLATE, pixels));
        assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("ballast", "image.tif"), names());
    }

    @Test
    void stagingThatDoesNotFitIsRefused() throws IOException {
        RasterException e = assertThrows(
                RasterException.class,
                () -> StagedRaster.create(small.resolve("stage"), RasterSpec.of(2048, 2048, 1, PixelType.UINT8)));
        assertTrue(e.getMessage().contains("needs 4 MB"), e.getMessage());
        assertEquals(List.of(), names());
    }

    @Test
    void aDiskThatFillsUpWhileStagingIsAnError() throws IOException {
        Path path = small.resolve("stage");
        try (StagedRaster staged = StagedRaster.create(path, RasterSpec.of(1024, 1024, 1, PixelType.UINT8))) {
            Files.write(small.resolve("ballast"), new byte[MEGABYTE + MEGABYTE / 2]);
            RasterException e = assertThrows(
                    RasterException.class, () -> staged.write(Window.whole(1024, 1024), new byte[MEGABYTE]));
            assertTrue(e.getMessage().startsWith(path + ": "), e.getMessage());
            Files.delete(small.resolve("ballast"));
            staged.write(Window.whole(1024, 1024), new byte[MEGABYTE]);
            staged.flush();
        }
    }

    @Test
    void aCogThatDoesNotFitIsAnErrorAndTheStagingStays() throws IOException {
        Path target = small.resolve("map.tif");
        RasterSpec spec = RasterSpec.of(1024, 1024, 1, PixelType.UINT8);
        try (StagedRaster staged = StagedRaster.create(folder.resolve("stage"), spec)) {
            staged.write(Window.whole(1024, 1024), Pixels.bytes(MEGABYTE, 3));
            Files.write(small.resolve("ballast"), new byte[MEGABYTE]);
            RasterException e = assertThrows(
                    RasterException.class, () -> staged.publish(target, CogOptions.CLASSES, Progress.NONE));
            assertTrue(e.getMessage().startsWith(target + ": "), e.getMessage());
            assertEquals(List.of("ballast"), names());
            Files.delete(small.resolve("ballast"));
            assertTrue(staged.publish(target, CogOptions.CLASSES, Progress.NONE));
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(small)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
