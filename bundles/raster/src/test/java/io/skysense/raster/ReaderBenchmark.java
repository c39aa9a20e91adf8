// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Vector;
import org.gdal.gdal.Dataset;
import org.gdal.gdal.gdal;

/**
 * What the checks cost: windows a second through {@link RasterReader} beside the bare GDAL call, in turns within one
 * process. Run by hand; arguments: windows (2000), and the side of the image
 * (8192, far more than GDAL caches; 2048 fits into its cache, where a window costs least and the checks show most).
 */
public final class ReaderBenchmark {

    private static final int WINDOW = 512;
    private static final int[] BANDS = {1, 2, 3};

    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(BANDS.length * WINDOW * WINDOW).order(ByteOrder.nativeOrder());

    private final int side;

    private interface Read {
        void window(int x, int y) throws IOException;
    }

    private ReaderBenchmark(int side) {
        this.side = side;
    }

    /**
     * Measures.
     *
     * @param args see above
     * @throws IOException if the test file cannot be written or read
     */
    public static void main(String[] args) throws IOException {
        int windows = args.length > 0 ? Integer.parseInt(args[0]) : 2000;
        int side = args.length > 1 ? Integer.parseInt(args[1]) : 8192;
        Gdal.require();
        Path folder = Files.createTempDirectory("reader-benchmark");
        try {
            for (String compression : List.of("NONE", "DEFLATE", "JPEG")) {
                Path file = folder.resolve(compression + ".tif");
                write(file, compression, side);
                new ReaderBenchmark(side).compare(compression, file, windows);
                Files.delete(file);
            }
        } finally {
            Files.delete(folder);
        }
    }

    private void compare(String name, Path file, int windows) throws IOException {
        Dataset bare = gdal.Open(file.toString());
        try (RasterReader reader = RasterReader.open(file)) {
            Read bareRead = (x, y) -> {
                int code = bare.ReadRaster_Direct(
                        x, y, WINDOW, WINDOW, WINDOW, WINDOW, PixelType.UINT8.code(), buffer, BANDS);
                if (code != 0) {
                    throw new IOException("code " + code);
                }
            };
            Read checkedRead =
                    (x, y) -> reader.read(ReadRequest.of(new Window(x, y, WINDOW, WINDOW)), PixelType.UINT8, buffer);
            times(bareRead, checkedRead, windows / 4);
            double[][] times = times(bareRead, checkedRead, windows);
            System.out.printf(
                    Locale.ROOT,
                    "%-8s bare %6.0f windows/s, checked %6.0f: %.1f %% (quartiles of a window: %s and %s us)%n",
                    name,
                    1e6 / quantile(times[0], 0.5),
                    1e6 / quantile(times[1], 0.5),
                    100 * quantile(times[0], 0.5) / quantile(times[1], 0.5),
                    quartiles(times[0]),
                    quartiles(times[1]));
        } finally {
            bare.delete();
        }
    }

    /** Microseconds of every window by either way; they take turns, for other work disturbs both alike. */
    private double[][] times(Read first, Read second, int windows) throws IOException {
        Random random = new Random(3);
        Read[] reads = {first, second};
        double[][] times = new double[2][windows];
        for (int i = 0; i < 2 * windows; i++) {
            int which = (i + i / 2) % 2;
            int x = random.nextInt(side - WINDOW);
            int y = random.nextInt(side - WINDOW);
            long start = System.nanoTime();
            reads[which].window(x, y);
            times[which][i / 2] = (System.nanoTime() - start) / 1e3;
        }
        for (double[] each : times) {
            Arrays.sort(each);
        }
        return times;
    }

    private static double quantile(double[] sorted, double part) {
        return sorted[(int) (part * (sorted.length - 1))];
    }

    private static String quartiles(double[] sorted) {
        return String.format(Locale.ROOT, "%.0f to %.0f", quantile(sorted, 0.25), quantile(sorted, 0.75));
    }

    private static void write(Path file, String compression, int side) {
        Dataset memory = gdal.GetDriverByName("MEM").Create("", side, side, BANDS.length, PixelType.UINT8.code());
        byte[] pixels = new byte[BANDS.length * side * side];
        Random random = new Random(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (100 + 50 * Math.sin(i * 1e-3) + random.nextInt(16));
        }
        memory.WriteRaster(0, 0, side, side, side, side, PixelType.UINT8.code(), pixels, BANDS);
        gdal.GetDriverByName("GTiff")
                .CreateCopy(
                        file.toString(),
                        memory,
                        1,
                        new Vector<>(
                                List.of("TILED=YES", "BLOCKXSIZE=512", "BLOCKYSIZE=512", "COMPRESS=" + compression)))
                .delete();
        memory.delete();
    }
}
