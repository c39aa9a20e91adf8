// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedRasterTest {

    private static final RasterSpec SPEC = RasterSpec.of(300, 200, 2, PixelType.INT16);

    @TempDir
    Path folder;

    @Test
    void windowsInAnyOrderMakeTheWhole() throws IOException {
        Path path = folder.resolve("stage");
        short[] pixels = new short[2 * 300 * 200];
        Random random = new Random(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (short) random.nextInt();
        }
        List<Window> tiles = new ArrayList<>(Pixels.tiles(300, 200, 64));
        tiles.add(new Window(0, 30, 300, 90));
        Collections.shuffle(tiles, random);
        Path target = folder.resolve("map.tif");
        try (StagedRaster staged = StagedRaster.create(path, SPEC)) {
            for (Window tile : tiles) {
                staged.write(tile, cut(pixels, tile));
            }
            for (Window tile : tiles) {
                ByteBuffer back =
                        ByteBuffer.allocateDirect(cut(pixels, tile).capacity()).order(ByteOrder.nativeOrder());
                staged.read(tile, back);
                assertEquals(cut(pixels, tile), back);
            }
            assertTrue(staged.publish(target, CogOptions.VALUES, Progress.NONE));
            assertTrue(Files.exists(path), "stays until it is discarded");
            staged.discard();
        }
        assertFalse(Files.exists(path));
        try (RasterReader reader = RasterReader.open(target)) {
            int[] read = reader.readInts(ReadRequest.of(reader.info().window()));
            for (int i = 0; i < pixels.length; i++) {
                assertEquals(pixels[i], read[i]);
            }
        }
    }

    @Test
    void whatWasNeverWrittenIsZero() throws IOException {
        RasterSpec large = RasterSpec.of(20_000, 20_000, 1, PixelType.UINT8);
        try (StagedRaster staged = StagedRaster.create(folder.resolve("stage"), large)) {
            staged.write(new Window(19_999, 19_999, 1, 1), new byte[] {9});
            staged.flush();
            byte[] corner = new byte[4];
            staged.read(new Window(19_998, 19_998, 2, 2), ByteBuffer.wrap(corner));
            assertArrayEquals(new byte[] {0, 0, 0, 9}, corner);
        }
    }

    @Test
    void reopenedRasterHasWhatWasWritten() throws IOException {
        Path path = folder.resolve("stage");
        Window window = new Window(3, 4, 50, 60);
        ByteBuffer pixels = ByteBuffer.wrap(Pixels.bytes(2 * 2 * 50 * 60, 3)).order(ByteOrder.nativeOrder());
        try (StagedRaster staged = StagedRaster.create(path, SPEC)) {
            staged.write(window, pixels);
        }
        try (StagedRaster staged = StagedRaster.reopen(path, SPEC.withNodata(-1))) {
            ByteBuffer back = ByteBuffer.allocate(pixels.capacity()).order(ByteOrder.nativeOrder());
            staged.read(window, back);
            assertEquals(pixels, back);
        }
    }

    @Test
    void anotherRasterIsNotContinued() throws IOException {
        Path path = folder.resolve("stage");
        StagedRaster.create(path, SPEC).close();
        assertThrows(RasterException.class, () -> StagedRaster.reopen(folder.resolve("none"), SPEC));
        for (RasterSpec other : List.of(
                RasterSpec.of(300, 201, 2, PixelType.INT16),
                RasterSpec.of(200, 300, 2, PixelType.INT16),
                RasterSpec.of(300, 200, 2, PixelType.UINT16))) {
            RasterException e = assertThrows(RasterException.class, () -> StagedRaster.reopen(path, other));
            assertTrue(e.getMessage().startsWith(path + ": not the raster that was begun"), e.getMessage());
        }
        StagedRaster.reopen(path, SPEC).close();
    }

    @Test
    void oneFileHasOneWriter() throws IOException {
        Path path = folder.resolve("stage");
        try (StagedRaster staged = StagedRaster.create(path, SPEC)) {
            RasterException e = assertThrows(RasterException.class, () -> StagedRaster.create(path, SPEC));
            assertEquals(path + ": in use by this process", e.getMessage());
            staged.flush();
        }
        StagedRaster.reopen(path, SPEC).close();
    }

    @Test
    void wrongWindowsBuffersAndTypesAreRefused() throws IOException {
        StagedRaster staged = StagedRaster.create(folder.resolve("stage"), SPEC);
        try (staged) {
            Window beyond = new Window(299, 0, 2, 1);
            Window one = new Window(0, 0, 1, 1);
            ByteBuffer four = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
            ByteBuffer foreign = ByteBuffer.allocate(4)
                    .order(
                            ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN
                                    ? ByteOrder.LITTLE_ENDIAN
                                    : ByteOrder.BIG_ENDIAN);
            assertThrows(IllegalArgumentException.class, () -> staged.write(beyond, four));
            assertThrows(IllegalArgumentException.class, () -> staged.write(one, foreign));
            assertThrows(IllegalArgumentException.class, () -> staged.write(one, new float[2]));
            assertThrows(IllegalArgumentException.class, () -> staged.write(new Window(0, 0, 2, 1), four));
        }
        assertThrows(IllegalStateException.class, staged::flush);
    }

    @Test
    void anInterruptDoesNotCloseTheFile() throws IOException {
        try (StagedRaster staged = StagedRaster.create(folder.resolve("stage"), SPEC)) {
            Thread.currentThread().interrupt();
            staged.write(new Window(0, 0, 1, 1), ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()));
            staged.flush();
            assertTrue(Thread.interrupted());
            staged.flush();
        }
    }

    @Test
    void aRasterLargerThanTheDiskIsRefusedAtOnce() {
        Path path = folder.resolve("stage");
        RasterSpec vast = RasterSpec.of(2_000_000, 2_000_000, 10, PixelType.FLOAT64);
        RasterException e = assertThrows(RasterException.class, () -> StagedRaster.create(path, vast));
        assertTrue(e.getMessage().startsWith(path + ": needs 320000000 MB"), e.getMessage());
        assertFalse(Files.exists(path));
    }

    private static ByteBuffer cut(short[] pixels, Window window) {
        ByteBuffer part =
                ByteBuffer.allocate(2 * 2 * window.width() * window.height()).order(ByteOrder.nativeOrder());
        for (int band = 0; band < 2; band++) {
            for (int y = window.y(); y < window.y() + window.height(); y++) {
                for (int x = window.x(); x < window.x() + window.width(); x++) {
                    part.putShort(pixels[(band * 200 + y) * 300 + x]);
                }
            }
        }
        return part.flip();
    }
}
