// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Scene;
import io.skysense.api.progress.Progress;
import io.skysense.dataset.kit.ListedDataset;
import io.skysense.dataset.kit.list.ListFile;
import io.skysense.dataset.kit.list.ListRecord;
import io.skysense.raster.Compression;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gdal.gdal.gdal;
import org.gdal.gdalconst.gdalconst;

/** Labels a second whose classes are found for a list file, against only decoding them. */
final class IndexPart implements Part {

    private static final String NAME = "labels";
    private static final int SIDE = 1024;
    private static final int CLASSES = 7;
    private static final int LABELS = 8;

    private final Workbench bench;

    /**
     * The part.
     *
     * @param bench where the labels are written
     */
    IndexPart(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public String name() {
        return "index";
    }

    @Override
    public List<Figure> run(Stopwatch stopwatch, Progress progress) throws Exception {
        Path folder = Files.createDirectories(bench.folder().resolve(NAME));
        RasterSpec image = RasterSpec.of(SIDE, SIDE, 1, PixelType.UINT8);
        RasterWriter.writeGeoTiff(folder.resolve("a.tif"), image, Compression.NONE, new byte[SIDE * SIDE]);
        List<Figure> figures = new ArrayList<>();
        for (String form : List.of("png", "tif")) {
            List<ListRecord> entries = new ArrayList<>();
            for (int i = 0; i < LABELS; i++) {
                String file = "label" + i + "." + form;
                write(folder.resolve(file), image, parcels(i));
                entries.add(new ListRecord(
                        Optional.of(NAME + "/a.tif"),
                        List.of(),
                        List.of(),
                        Optional.of(NAME + "/" + file),
                        NAME,
                        List.of(),
                        List.of(),
                        List.of()));
            }
            ListFile.write(folder.resolve(NAME + "_" + form + ".json"), entries);
            figures.addAll(compare(stopwatch, folder, form));
        }
        return figures;
    }

    private List<Figure> compare(Stopwatch stopwatch, Path folder, String form) throws Exception {
        ByteBuffer pixels = ByteBuffer.allocateDirect(SIDE * SIDE);
        try (Dataset dataset = ListedDataset.open(table(), DatasetOptions.of(folder))) {
            List<Sample> times = stopwatch.seconds(
                    () -> {
                        for (int i = 0; i < LABELS; i++) {
                            try (Scene scene = dataset.scene(form, i).orElseThrow()) {
                                int found = scene.labelClasses().size();
                                if (found != CLASSES) {
                                    throw new IllegalStateException("label " + i + ": " + found + " classes");
                                }
                            }
                        }
                    },
                    () -> {
                        for (int i = 0; i < LABELS; i++) {
                            decode(folder.resolve("label" + i + "." + form), pixels);
                        }
                    });
            Sample ours = times.get(0).rate(LABELS);
            Sample limit = times.get(1).rate(LABELS);
            double ratio = ours.over(limit).median();
            String what = "classes of labels of " + SIDE + " px, " + form;
            return List.of(
                    new Figure(
                            name(), what, ours.median(), "1/CPU-s", ours.spread(), ratio, "at least 0.8", ratio >= 0.8),
                    Figure.plain(name(), what + ", decoded alone", limit, "1/CPU-s"));
        }
    }

    /** By GDAL alone. */
    private static void decode(Path label, ByteBuffer pixels) throws IOException {
        org.gdal.gdal.Dataset dataset = gdal.Open(label.toString(), gdalconst.GA_ReadOnly);
        try {
            int code =
                    dataset.ReadRaster_Direct(0, 0, SIDE, SIDE, SIDE, SIDE, gdalconst.GDT_Byte, pixels, new int[] {1});
            if (code != gdalconst.CE_None) {
                throw new IOException(label + ": " + gdal.GetLastErrorMsg());
            }
        } finally {
            dataset.delete();
        }
    }

    private static void write(Path file, RasterSpec spec, byte[] values) throws IOException {
        if (file.toString().endsWith(".png")) {
            RasterWriter.writePng(file, spec, values);
        } else {
            RasterWriter.writeGeoTiff(file, spec, Compression.DEFLATE, values);
        }
    }

    /** Fields with bent borders, all classes in each. */
    private static byte[] parcels(int seed) {
        byte[] values = new byte[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            double x = i % SIDE + 30 * Math.sin(i / SIDE * 0.03 + seed);
            double y = i / SIDE + 30 * Math.cos(i % SIDE * 0.05);
            int cell = (int) Math.floor(x / 90) * 3 + (int) Math.floor(y / 70) * 5 + seed;
            values[i] = (byte) (1 + Math.floorMod(cell, CLASSES));
        }
        return values;
    }

    private static DatasetTable table() {
        List<LabelClass> classes = IntStream.rangeClosed(1, CLASSES)
                .mapToObj(value -> new LabelClass(value, "class " + value, "#000000"))
                .toList();
        return new DatasetTable(
                NAME,
                NAME,
                List.of(new BandTable(Modality.HR, List.of("grey"), 1, 1, List.of(0.0), List.of(1.0))),
                new ClassTable(classes, List.of(0)),
                List.of("png", "tif"),
                "none",
                "none",
                "made");
    }
}
