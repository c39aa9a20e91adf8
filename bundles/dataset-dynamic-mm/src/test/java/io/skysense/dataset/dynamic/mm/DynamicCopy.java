// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.dynamic.mm;

import io.skysense.dataset.kit.contract.TinyArray;
import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.raster.Compression;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes a tiny copy: the folders of DynamicEarthNet with daily Planet images of 4 bands, monthly Sentinel-2 of 12 and
 * one-hot labels of 7, the authors' split files; and list files that name them and one entry of npz series.
 */
final class DynamicCopy {

    static final int SIDE = 32;
    static final String CUBE = "1330_3107_13";

    private final TinyCopy copy;

    private DynamicCopy(TinyCopy copy) {
        this.copy = copy;
    }

    static Path make(Path parent) throws IOException {
        DynamicCopy made = new DynamicCopy(new TinyCopy(parent, "dynamic-mm"));
        made.month("2018_01", 0, 2);
        made.month("2018_02", 5, 6);
        made.splits();
        made.own();
        return made.copy.root();
    }

    private static String planet(String month) {
        return "planet/10N/26E-183N/" + CUBE + "/PF-SR/" + month.replace('_', '-') + "-01.tif";
    }

    private static String sentinel2(String month) {
        return "sentinel2/" + CUBE + "/" + CUBE + "_" + month + ".tif";
    }

    private static String label(String month) {
        return "labels/" + CUBE + "_10N/Labels/Raster/10N-121W-39N-L3H-SR/10N-121W-39N-L3H-SR-" + month + "_01.tif";
    }

    /** The left half of the label is of one class, the right half of another. */
    private void month(String month, int left, int right) throws IOException {
        copy.image(planet(month), 4, PixelType.UINT16, SIDE, SIDE);
        copy.image(sentinel2(month), 12, PixelType.UINT16, SIDE, SIDE);
        byte[] hot = new byte[7 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            int index = i % SIDE < SIDE / 2 ? left : right;
            hot[index * SIDE * SIDE + i] = (byte) 255;
        }
        RasterWriter.writeGeoTiff(
                copy.file(label(month)), RasterSpec.of(SIDE, SIDE, 7, PixelType.UINT8), Compression.NONE, hot);
    }

    private void splits() throws IOException {
        Files.writeString(copy.file("dynnet_training_splits/train.txt"), line("2018_01"));
        Files.writeString(copy.file("dynnet_training_splits/val.txt"), line("2018_02"));
    }

    private static String line(String month) {
        return "/10N/26E-183N/" + CUBE + "/PF-SR /" + label(month) + " " + month.replace('_', '-') + "\n";
    }

    private void own() throws IOException {
        copy.image("own/hr.tif", 3, PixelType.INT16, SIDE, SIDE);
        copy.sizedLabel("own/label.png", SIDE, SIDE, 0, 6, 255);
        TinyArray.npz(
                copy.file("own/s2.npz"),
                Map.of(
                        "image",
                        TinyArray.noise("<i2", 1, 2, 10, 4, 4),
                        "date",
                        TinyArray.texts("20180105", "20180310")));
        TinyArray.npz(copy.file("own/s1_2018_03_x_y.npz"), Map.of("image", TinyArray.noise("<f4", 2, 2, 4, 5)));
        copy.list(
                "train",
                "{'hr_path': 'dynamic-mm/own/hr.tif', 's2_path': 'dynamic-mm/own/s2.npz', "
                        + "'s1_path': ['dynamic-mm/own/s1_2018_03_x_y.npz'], 'target_path': 'dynamic-mm/own/label.png', "
                        + "'type': 'dynamic-mm', 'classes': [0, 6]}",
                entry("2018_01", "0, 2"));
        copy.list("val", entry("2018_02", "5, 6"));
    }

    private static String entry(String month, String classes) {
        return ("{'hr_path': 'dynamic-mm/%s', 's2_path': ['dynamic-mm/%s'], 's1_path': [], "
                        + "'target_path': 'dynamic-mm/%s', 'type': 'dynamic-mm', 'classes': [%s]}")
                .formatted(planet(month), sentinel2(month), label(month), classes);
    }
}
