// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.progress.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes tiles is killed at random moments, and the next goes on where its last flush was. */
class KilledWriterTest {

    private static final int WIDTH = 1500;
    private static final int HEIGHT = 1000;
    private static final int SIDE = 128;
    private static final int FINAL = 10;
    private static final RasterSpec SPEC = RasterSpec.of(WIDTH, HEIGHT, 1, PixelType.UINT8);
    private static final RasterSpec LARGE = RasterSpec.of(4000, 4000, 1, PixelType.UINT8);
    private static final List<Window> TILES = Pixels.tiles(WIDTH, HEIGHT, SIDE);

    @TempDir
    Path folder;

    /** Writes tiles from a given one on, and says of each that it is flushed. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            Path path = Path.of(arguments[0]);
            int first = Integer.parseInt(arguments[1]);
            try (StagedRaster staged = first == 0 ? StagedRaster.create(path, SPEC) : StagedRaster.reopen(path, SPEC)) {
                for (int i = first; i < TILES.size(); i++) {
                    staged.write(TILES.get(i), Pixels.classes(TILES.get(i)));
                    staged.flush();
                    System.out.println(i);
                }
            }
        }
    }

    /** Publishes a staged raster, and stands still half-way. */
    static final class Publisher {
        private Publisher() {}

        public static void main(String[] arguments) throws IOException {
            int percent = Integer.parseInt(arguments[2]);
            try (StagedRaster staged = StagedRaster.reopen(Path.of(arguments[0]), LARGE)) {
                staged.publish(Path.of(arguments[1]), CogOptions.CLASSES, new Progress() {
                    @Override
                    public void update(long done, Map<String, Double> figures) {
                        if (done >= percent) {
                            System.out.println("half-way");
                            LockSupport.park();
                        }
                    }
                });
            }
        }
    }

    @Test
    void aKilledPublicationIsNeverSeenAndLeavesNothingToTheNext() throws Exception {
        Path path = folder.resolve("stage");
        Path map = folder.resolve("map.tif");
        StagedRaster.create(path, LARGE).close();
        for (int percent : new int[] {0, 30, 60}) {
            Process process = Child.start(Publisher.class, Child.libraryPath(), path, map, percent);
            try (BufferedReader lines = process.inputReader()) {
                assertEquals("half-way", lines.readLine());
            } finally {
                process.destroyForcibly().waitFor();
            }
            assertFalse(Files.exists(map), "seen at " + percent + " %");
        }
        try (StagedRaster staged = StagedRaster.reopen(path, LARGE)) {
            assertTrue(staged.publish(map, CogOptions.CLASSES, Progress.NONE));
            staged.discard();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(map), files.toList());
        }
    }

    @Test
    void nothingFlushedIsLost() throws Exception {
        Path path = folder.resolve("stage");
        Random random = new Random(8);
        int flushed = -1;
        for (int kills = 0; flushed < TILES.size() - 1; kills++) {
            int stop = kills < FINAL ? flushed + 1 + random.nextInt(TILES.size() / FINAL) : TILES.size();
            flushed = writeAndKill(path, flushed, stop);
            check(path, flushed);
        }
        Path map = folder.resolve("map.tif");
        try (StagedRaster staged = StagedRaster.reopen(path, SPEC)) {
            staged.publish(map, CogOptions.CLASSES, Progress.NONE);
            staged.discard();
        }
        try (RasterReader reader = RasterReader.open(map)) {
            Window all = reader.info().window();
            assertArrayEquals(Pixels.classes(all), reader.readBytes(ReadRequest.of(all)));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(map), files.toList());
        }
    }

    /** The last tile that the process said was flushed before it was gone. */
    private static int writeAndKill(Path path, int flushed, int stop) throws Exception {
        Process process = Child.start(Writer.class, Child.libraryPath(), path, flushed + 1);
        int last = flushed;
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                assertTrue(line.matches("\\d+"), line);
                last = Integer.parseInt(line);
                if (last == stop) {
                    process.destroyForcibly();
                }
            }
        } catch (IOException e) {
            // The pipe breaks with the process; lines lost in it only make the check weaker.
        } finally {
            process.destroyForcibly().waitFor();
        }
        return last;
    }

    private static void check(Path path, int flushed) throws IOException {
        try (StagedRaster staged = StagedRaster.reopen(path, SPEC)) {
            for (Window tile : TILES.subList(0, flushed + 1)) {
                byte[] pixels = new byte[tile.width() * tile.height()];
                staged.read(tile, ByteBuffer.wrap(pixels));
                assertArrayEquals(Pixels.classes(tile), pixels);
            }
        }
    }
}
