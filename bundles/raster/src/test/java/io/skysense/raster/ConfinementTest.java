// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfinementTest {

    private static final int SIDE = 700;
    private static final ReadRequest SOME = ReadRequest.of(new Window(0, 0, 10, 10));

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("image.tif");
        RasterWriter.writeGeoTiff(
                file,
                RasterSpec.of(SIDE, SIDE, 1, PixelType.UINT8),
                Compression.DEFLATE,
                Pixels.classes(Window.whole(SIDE, SIDE)));
    }

    @Test
    void anotherThreadIsRefusedByName() throws Exception {
        try (RasterReader reader = RasterReader.open(file)) {
            IllegalStateException e =
                    assertThrows(IllegalStateException.class, () -> inThread("intruder", () -> reader.readBytes(SOME)));
            assertTrue(e.getMessage().startsWith(file + ": opened by thread "), e.getMessage());
            assertTrue(e.getMessage().contains("used by thread intruder"), e.getMessage());
            assertThrows(
                    IllegalStateException.class,
                    () -> inThread("closer", () -> {
                        reader.close();
                        return null;
                    }));
            assertEquals(100, reader.readBytes(SOME).length, "still usable by its owner");
        }
    }

    @Test
    void useAfterCloseIsRefused() throws IOException {
        RasterReader reader = RasterReader.open(file);
        reader.close();
        reader.close();
        assertThrows(IllegalStateException.class, () -> reader.readFloats(SOME));
        assertThrows(IllegalStateException.class, () -> reader.readMask(SOME));
        assertEquals(SIDE, reader.width(), "what is known stays known");
    }

    @Test
    void poolGivesEachThreadItsOwnReader() throws Exception {
        try (RasterPool pool = RasterPool.open(file)) {
            assertSame(pool.reader(), pool.reader());
            RasterReader mine = pool.reader();
            RasterReader other = inThread("other", pool::reader);
            assertNotSame(mine, other);
            inThread("third", pool::reader);
            assertTrue(!other.isOpen(), "the reader of an ended thread is closed when another comes");
        }
    }

    @Test
    void threadsReadThroughAPoolAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (RasterPool pool = RasterPool.open(file)) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Random random = new Random(i);
                done.add(threads.submit(() -> {
                    for (int n = 0; n < 200; n++) {
                        Window window = new Window(random.nextInt(SIDE - 99), random.nextInt(SIDE - 99), 99, 99);
                        assertArrayEquals(Pixels.classes(window), pool.reader().readBytes(ReadRequest.of(window)));
                    }
                    return null;
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void closingThePoolUnderReadsEndsThemCleanly() throws Exception {
        for (int round = 0; round < 20; round++) {
            RasterPool pool = RasterPool.open(file);
            CountDownLatch reading = new CountDownLatch(1);
            FutureTask<Void> work = new FutureTask<>(() -> {
                while (true) {
                    pool.reader().readBytes(SOME);
                    reading.countDown();
                }
            });
            new Thread(work).start();
            reading.await();
            pool.close();
            ExecutionException e = assertThrows(ExecutionException.class, work::get);
            assertTrue(e.getCause() instanceof IllegalStateException, () -> "" + e.getCause());
            assertThrows(IllegalStateException.class, pool::reader);
        }
    }

    @Test
    void aReplacedFileIsNoticed() throws Exception {
        try (RasterPool pool = RasterPool.open(file)) {
            RasterWriter.writeGeoTiff(file, RasterSpec.of(5, 5, 1, PixelType.UINT8), Compression.NONE, new byte[25]);
            RasterException e = assertThrows(RasterException.class, () -> inThread("late", pool::reader));
            assertTrue(e.getMessage().contains("replaced while it was in use"), e.getMessage());
        }
    }

    private static <T> T inThread(String name, Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, name);
        thread.start();
        thread.join();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
