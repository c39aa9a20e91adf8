// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.pastis.mm;

import io.skysense.dataset.kit.contract.TinyArray;
import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.raster.PixelType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes a tiny copy: the folders of PASTIS-HD with series in npy, dates and folds in metadata.geojson; and list files
 * that name them and one entry of the reference's own copy, npz with dates and Sentinel-1 of 9 columns and 8 rows.
 */
final class PastisCopy {

    static final int SIDE = 8;
    static final int HR_SIDE = 80;

    private final TinyCopy copy;

    private PastisCopy(TinyCopy copy) {
        this.copy = copy;
    }

    static Path make(Path parent) throws IOException {
        PastisCopy made = new PastisCopy(new TinyCopy(parent, "pastis-mm"));
        made.patch(10000);
        made.patch(10001);
        made.patch(20000);
        made.metadata();
        made.own();
        return made.copy.root();
    }

    private void patch(int id) throws IOException {
        TinyArray.noise("<i2", id, 3, 10, SIDE, SIDE).npy(copy.file("DATA_S2/S2_" + id + ".npy"));
        TinyArray.noise("<f4", id, 2, 3, SIDE, SIDE).npy(copy.file("DATA_S1A/S1A_" + id + ".npy"));
        // The class, the class of before, and the parcel: rows of 0, 3, 18 and 19, then anything.
        double[] target = new double[3 * SIDE * SIDE];
        for (int i = 0; i < target.length; i++) {
            target[i] = i < SIDE * SIDE ? new int[] {0, 3, 18, 19}[i / SIDE % 4] : 77;
        }
        TinyArray.of("|u1", new int[] {3, SIDE, SIDE}, target).npy(copy.file("ANNOTATIONS/TARGET_" + id + ".npy"));
        copy.image(
                "DATA_SPOT/PASTIS_SPOT6_RVB_1M00_2019/SPOT6_RVB_1M00_2019_" + id + ".tif",
                3,
                PixelType.UINT8,
                HR_SIDE,
                HR_SIDE);
    }

    private void metadata() throws IOException {
        String features = String.join(",", feature(10000, 1), feature(10001, 5), feature(20000, 4));
        Files.writeString(
                copy.file("metadata.geojson"), "{\"type\": \"FeatureCollection\", \"features\": [" + features + "]}");
    }

    private static String feature(int id, int fold) {
        return """
                {"type": "Feature", "geometry": null, "properties": {"ID_PATCH": %d, "Fold": %d,
                  "dates-S2": {"0": 20180924, "1": 20181205, "2": 20190601},
                  "dates-S1A": {"0": 20180902, "1": 20190303}}}""".formatted(id, fold);
    }

    private void own() throws IOException {
        copy.image("hr/p.png", 3, PixelType.UINT8, 64, 64);
        copy.sizedLabel("label/p.png", 64, 64, 0, 1, 18);
        TinyArray.npz(
                copy.file("s2/p.npz"),
                Map.of(
                        "image",
                        TinyArray.noise("<i2", 1, 2, 10, 8, 8),
                        "date",
                        TinyArray.texts("20190105", "20190310")));
        TinyArray.npz(
                copy.file("s1/p.npz"),
                Map.of("image", TinyArray.noise("<f4", 2, 1, 2, 8, 9), "date", TinyArray.texts("2019-01-07")));
        copy.list(
                "train",
                "{'hr_path': 'pastis-mm/hr/p.png', 's2_path': 'pastis-mm/s2/p.npz', 's1_path': 'pastis-mm/s1/p.npz', "
                        + "'target_path': 'pastis-mm/label/p.png', 'type': 'pastis-mm', 'classes': [0, 17]}",
                entry(10000));
        copy.list("val", entry(20000));
    }

    private static String entry(int id) {
        return ("{'hr_path': 'pastis-mm/DATA_SPOT/PASTIS_SPOT6_RVB_1M00_2019/SPOT6_RVB_1M00_2019_%1$d.tif', "
                        + "'s2_path': ['pastis-mm/DATA_S2/S2_%1$d.npy'], 's1_path': ['pastis-mm/DATA_S1A/S1A_%1$d.npy'], "
                        + "'target_path': 'pastis-mm/ANNOTATIONS/TARGET_%1$d.npy', 'type': 'pastis-mm', 'classes': [2, 17]}")
                .formatted(id);
    }
}
