// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.flair.mm;

import io.skysense.dataset.kit.contract.TinyArray;
import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.raster.PixelType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes a tiny copy: the folders of FLAIR #2 with aerial images of 5 bands, one Sentinel-2 array and its products an
 * area, and the centre points of the patches; and list files that name them.
 */
final class FlairCopy {

    static final int SIDE = 64;
    static final int AREA_HEIGHT = 26;
    static final int AREA_WIDTH = 33;
    static final int[] CENTRE = {12, 21};

    private static final String AREA = "SEN2_sp_D004_2021-Z1_NN";

    private final TinyCopy copy;

    private FlairCopy(TinyCopy copy) {
        this.copy = copy;
    }

    static Path make(Path parent) throws IOException {
        FlairCopy made = new FlairCopy(new TinyCopy(parent, "flair-mm"));
        made.patch("flair_aerial_train", "flair_labels_train", "D004_2021/Z1_NN", "000001", 1, 5, 18);
        made.patch("flair_aerial_train", "flair_labels_train", "D004_2021/Z1_NN", "000002", 10, 19);
        made.area("flair_sen_train", "D004_2021/Z1_NN", AREA);
        made.patch("flair_2_aerial_test", "flair_2_labels_test", "D012_2019/Z4_UU", "000003", 7, 8);
        made.area("flair_2_sen_test", "D012_2019/Z4_UU", "SEN2_sp_D012_2019-Z4_UU");
        Files.writeString(
                made.copy.file("flair-2_centroids_sp_to_patch.json"),
                "{\"IMG_000001.tif\": [12, 21], \"IMG_000002.tif\": [15, 9], \"IMG_000003.tif\": [5, 5]}");
        made.copy.list(
                "train",
                entry("train", "D004_2021/Z1_NN", "000001", "12, 21", "0, 4, 17"),
                entry("train", "D004_2021/Z1_NN", "000002", "15, 9", "9, 18"));
        made.copy.list("val", entry("test", "D012_2019/Z4_UU", "000003", "5, 5", "6, 7"));
        return made.copy.root();
    }

    private void patch(String images, String labels, String area, String number, int... values) throws IOException {
        copy.image(images + "/" + area + "/img/IMG_" + number + ".tif", 5, PixelType.UINT8, SIDE, SIDE);
        copy.sizedLabel(labels + "/" + area + "/msk/MSK_" + number + ".tif", SIDE, SIDE, values);
    }

    private void area(String folder, String area, String name) throws IOException {
        String start = folder + "/" + area + "/sen/" + name;
        TinyArray.noise("<u2", name.hashCode(), 2, 10, AREA_HEIGHT, AREA_WIDTH).npy(copy.file(start + "_data.npy"));
        TinyArray.noise("|u1", name.hashCode(), 2, 2, AREA_HEIGHT, AREA_WIDTH).npy(copy.file(start + "_masks.npy"));
        Files.writeString(
                copy.file(start + "_products.txt"),
                "SENTINEL2B_20210105-105355-101_L2A_T31TEJ_C_V2-2\nSENTINEL2A_20210619-104853-000_L2A_T31TEJ_C_V2-2\n");
    }

    /** {@return the series of the first area, (2, 10, 26, 33)} */
    static float[] areaValues() {
        return TinyArray.noise("<u2", AREA.hashCode(), 2, 10, AREA_HEIGHT, AREA_WIDTH)
                .values();
    }

    private static String entry(String part, String area, String number, String centre, String classes) {
        String name = "SEN2_sp_" + area.replace('/', '-');
        String before = part.equals("train") ? "flair_" : "flair_2_";
        return ("{'hr_path': 'flair-mm/%1$saerial_%2$s/%3$s/img/IMG_%4$s.tif', "
                        + "'s2_path': ['flair-mm/%1$ssen_%2$s/%3$s/sen/%5$s_data.npy'], 's1_path': [], "
                        + "'target_path': 'flair-mm/%1$slabels_%2$s/%3$s/msk/MSK_%4$s.tif', "
                        + "'s2_cut_points': [%6$s], 'type': 'flair-mm', 'classes': [%7$s]}")
                .formatted(before, part, area, number, name, centre, classes);
    }
}
