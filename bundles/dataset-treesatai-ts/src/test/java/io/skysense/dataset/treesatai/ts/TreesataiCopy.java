// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.treesatai.ts;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.raster.PixelType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes a tiny copy: aerial images of four bands, HDF5 files of all series, labels of all patches, lists of splits. */
public final class TreesataiCopy {

    static final int DATES = 3;

    private static final int AERIAL_SIDE = 38;
    private static final int SIDE = 6;

    private TreesataiCopy() {}

    /** {@return the dataset's own folder, made below a folder} */
    public static Path make(Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "treesatai-ts");
        copy.list(
                "train",
                patch(copy, "Acer_pseudoplatanus_4_1_WEFL_NLF", "1, 5"),
                patch(copy, "Larix_kaempferi_2", "7"));
        copy.list("val", patch(copy, "Tilia_spec_9_3_WEFL_NLF", "13, 14"));
        copy.list("test", patch(copy, "Cleared_0_27_WEFL_NLF", "4"));
        Files.writeString(copy.file("labels/TreeSatBA_v9_60m_multi_labels.json"), """
                {"Acer_pseudoplatanus_4_1_WEFL_NLF.tif": [["Acer", 0.61], ["Fagus", 0.36], ["Picea", 0.03]],
                 "Larix_kaempferi_2.tif": [["Larix", 1.0]],
                 "Tilia_spec_9_3_WEFL_NLF.tif": [["Tilia", 0.5], ["Quercus", 0.5]],
                 "Cleared_0_27_WEFL_NLF.tif": [["Cleared", 0.98]]}
                """);
        names(copy, "train", "Acer_pseudoplatanus_4_1_WEFL_NLF", "Larix_kaempferi_2");
        names(copy, "val", "Tilia_spec_9_3_WEFL_NLF");
        names(copy, "test", "Cleared_0_27_WEFL_NLF");
        return copy.root();
    }

    private static void names(TinyCopy copy, String split, String... patches) throws IOException {
        String lines = String.join(".tif\n", List.of(patches)) + ".tif\n";
        Files.writeString(copy.file("split/" + split + "_filenames.lst"), lines);
    }

    private static String patch(TinyCopy copy, String patch, String classes) throws IOException {
        String image = "aerial/" + patch + ".tif";
        String series = "sentinel-ts/" + patch + "_2018.h5";
        copy.image(image, 4, PixelType.UINT8, AERIAL_SIDE, AERIAL_SIDE);
        try (WritableHdfFile file = HdfFile.write(copy.file(series))) {
            file.putDataset("sen-1-asc-data", decibels());
            file.putDataset("sen-1-asc-products", products("S1A_IW_GRDH_1SDV_2018%02d05T053410_x"));
            file.putDataset("sen-1-des-data", decibels());
            file.putDataset("sen-1-des-products", products("S1B_IW_GRDH_1SDV_2018%02d12T170602_x"));
            file.putDataset("sen-2-data", reflectances());
            file.putDataset("sen-2-products", products("S2A_MSIL2A_2018%02d07T104021_N9999_R008_T32UNC"));
        }
        return ("{'hr_path': 'treesatai-ts/%s', 's2_path': ['treesatai-ts/%3$s'], 's1_path': ['treesatai-ts/%3$s'],"
                        + " 'type': 'treesatai-ts', 'classes': [%2$s]}")
                .formatted(image, classes, series);
    }

    private static String[] products(String pattern) {
        String[] names = new String[DATES];
        for (int t = 0; t < DATES; t++) {
            names[t] = pattern.formatted(3 * t + 1);
        }
        return names;
    }

    /** Each value tells its date, band, row and column; the first pixel of the first date is not known. */
    private static float[][][][] decibels() {
        float[][][][] values = new float[DATES][2][SIDE][SIDE];
        for (int i = 0; i < DATES * 2 * SIDE * SIDE; i++) {
            values[i / (2 * SIDE * SIDE)][i / (SIDE * SIDE) % 2][i / SIDE % SIDE][i % SIDE] = -i / 10f;
        }
        values[0][0][0][0] = Float.NaN;
        return values;
    }

    private static short[][][][] reflectances() {
        short[][][][] values = new short[DATES][10][SIDE][SIDE];
        for (int i = 0; i < DATES * 10 * SIDE * SIDE; i++) {
            values[i / (10 * SIDE * SIDE)][i / (SIDE * SIDE) % 10][i / SIDE % SIDE][i % SIDE] = (short) i;
        }
        return values;
    }
}
