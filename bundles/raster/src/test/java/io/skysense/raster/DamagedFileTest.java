// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that were cut short or had bits flipped: an exception that names the file, or pixels; never anything else. */
class DamagedFileTest {

    private static final int SIDE = 96;
    private static final int CASES = 40;
    private static final int MOST_PIXELS = 1 << 20;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "GTiff, COMPRESS=NONE TILED=YES BLOCKXSIZE=32 BLOCKYSIZE=32, UINT8",
        "GTiff, COMPRESS=DEFLATE, UINT8",
        "GTiff, COMPRESS=LZW PREDICTOR=2, UINT16",
        "GTiff, COMPRESS=ZSTD TILED=YES BLOCKXSIZE=32 BLOCKYSIZE=32, FLOAT32",
        "GTiff, COMPRESS=JPEG PHOTOMETRIC=YCBCR, UINT8",
        "COG, COMPRESS=DEFLATE, UINT8",
        "PNG, ZLEVEL=6, UINT8",
        "PNG, ZLEVEL=6, UINT16",
        "JPEG, QUALITY=80, UINT8",
    })
    void damageIsAnExceptionThatNamesTheFile(String driver, String options, PixelType type) throws IOException {
        RasterSpec spec = RasterSpec.of(SIDE, SIDE, 3, type);
        Path whole = Formats.write(
                folder.resolve("whole"),
                driver,
                List.of(options.split(" ")),
                spec,
                ArrayKind.BYTES,
                Pixels.bytes(3 * SIDE * SIDE, 1),
                dataset -> {});
        byte[] bytes = Files.readAllBytes(whole);
        Random random = new Random(20);
        Path damaged = folder.resolve("damaged");
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            Files.write(damaged, i % 2 == 0 ? cut(bytes, random) : flipped(bytes, random));
            refused += assertTimeoutPreemptively(Duration.ofSeconds(60), () -> refuses(damaged)) ? 1 : 0;
        }
        assertTrue(refused > CASES / 4, "damage goes unnoticed: only " + refused + " of " + CASES);
    }

    @ParameterizedTest
    @CsvSource({
        "GTiff, COMPRESS=NONE",
        "GTiff, COMPRESS=DEFLATE",
        "GTiff, COMPRESS=JPEG",
        "COG, COMPRESS=DEFLATE",
        "PNG, ZLEVEL=6",
        "JPEG, QUALITY=80"
    })
    void halfAFileIsNeverTakenForAWholeOne(String driver, String options) throws IOException {
        Path whole = Formats.write(
                folder.resolve("whole"),
                driver,
                List.of(options),
                RasterSpec.of(SIDE, SIDE, 3, PixelType.UINT8),
                Pixels.bytes(3 * SIDE * SIDE, 1));
        byte[] bytes = Files.readAllBytes(whole);
        Path half = Files.write(folder.resolve("half"), Arrays.copyOf(bytes, bytes.length / 2));
        RasterException e = assertThrows(RasterException.class, () -> readAll(half));
        assertTrue(e.getMessage().startsWith(half + ": "), e.getMessage());
        assertTrue(e.getMessage().contains("(GDAL: "), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), "one line");
    }

    private static boolean refuses(Path file) throws IOException {
        try {
            readAll(file);
            return false;
        } catch (RasterException e) {
            assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
            assertFalse(e.getMessage().contains("\n"), e.getMessage());
            return true;
        }
    }

    private static void readAll(Path file) throws RasterException {
        try (RasterReader reader = RasterReader.open(file)) {
            // A flipped bit may promise billions of pixels; a caller who believes it gets an exception, but slowly.
            int width = Math.min(reader.width(), 1024);
            int height = Math.min(reader.height(), MOST_PIXELS / 1024 / Math.min(reader.bands(), 64));
            ReadRequest request = ReadRequest.of(Window.whole(width, Math.max(1, height)));
            ReadRequest few = reader.bands() > 3 ? request.withBands(1, 2, 3) : request;
            reader.readFloats(few);
            reader.readMasked(few, InvalidPixels.ZERO);
        }
    }

    private static byte[] cut(byte[] bytes, Random random) {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        byte[] damaged = bytes.clone();
        // Half of them in the first kilobyte, where headers are.
        int within = random.nextBoolean() ? Math.min(1024, bytes.length) : bytes.length;
        for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
            damaged[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
        }
        return damaged;
    }
}
