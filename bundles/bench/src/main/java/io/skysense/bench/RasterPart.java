// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import io.skysense.api.progress.Progress;
import io.skysense.raster.Compression;
import io.skysense.raster.Gdal;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterReader;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import io.skysense.raster.ReadRequest;
import io.skysense.raster.Window;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gdal.gdal.Dataset;
import org.gdal.gdal.gdal;
import org.gdal.gdalconst.gdalconst;

/** Windows a second through the checked reader against the bare binding. */
final class RasterPart implements Part {

    private static final int SIDE = 2048;
    private static final int WINDOW = 512;
    private static final int BANDS = 3;
    private static final int WINDOWS = 32;

    @Override
    public String name() {
        return "raster";
    }

    @Override
    public List<Figure> run(Stopwatch stopwatch, Progress progress) throws Exception {
        Gdal.require();
        Path folder = Files.createTempDirectory("skysense-bench");
        List<Figure> figures = new ArrayList<>();
        try {
            for (Compression compression : List.of(Compression.NONE, Compression.DEFLATE)) {
                Path file = folder.resolve(compression + ".tif");
                RasterWriter.writeGeoTiff(
                        file, RasterSpec.of(SIDE, SIDE, BANDS, PixelType.UINT8), compression, texture());
                figures.addAll(compare(stopwatch, file, compression));
                Files.delete(file);
            }
        } finally {
            Files.delete(folder);
        }
        return figures;
    }

    private List<Figure> compare(Stopwatch stopwatch, Path file, Compression compression) throws Exception {
        ByteBuffer pixels = ByteBuffer.allocateDirect(WINDOW * WINDOW * BANDS).order(ByteOrder.nativeOrder());
        Dataset bare = gdal.Open(file.toString(), gdalconst.GA_ReadOnly);
        try (RasterReader reader = RasterReader.open(file)) {
            List<Sample> times = stopwatch.seconds(
                    () -> {
                        for (int i = 0; i < WINDOWS; i++) {
                            reader.read(ReadRequest.of(window(i)), PixelType.UINT8, pixels.clear());
                        }
                    },
                    () -> {
                        for (int i = 0; i < WINDOWS; i++) {
                            Window w = window(i);
                            bare.ReadRaster_Direct(
                                    w.x(),
                                    w.y(),
                                    WINDOW,
                                    WINDOW,
                                    WINDOW,
                                    WINDOW,
                                    gdalconst.GDT_Byte,
                                    pixels.clear(),
                                    new int[] {1, 2, 3});
                        }
                    });
            Sample ours = times.get(0).rate(WINDOWS);
            Sample limit = times.get(1).rate(WINDOWS);
            double ratio = ours.over(limit).median();
            String what = WINDOW + " px windows, " + compression.name().toLowerCase(java.util.Locale.ROOT);
            return List.of(
                    new Figure(
                            name(),
                            what,
                            ours.median(),
                            "1/CPU-s",
                            ours.spread(),
                            ratio,
                            "at least 0.95",
                            ratio >= 0.95),
                    Figure.plain(name(), what + ", bare GDAL", limit, "1/CPU-s"));
        } finally {
            bare.delete();
        }
    }

    private static Window window(int i) {
        int steps = SIDE / WINDOW * 2 - 1;
        return new Window(i % steps * (WINDOW / 2), i / steps % steps * (WINDOW / 2), WINDOW, WINDOW);
    }

    private static byte[] texture() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] pixels = new byte[SIDE * SIDE * BANDS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (128 + 40 * Math.sin(i * 0.01) + random.nextInt(16));
        }
        return pixels;
    }
}
