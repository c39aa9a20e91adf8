// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.c2segab.mm;

import io.skysense.dataset.kit.contract.TinyArray;
import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.raster.PixelType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes tiny copies: the reference's list files, whose type is c2seg-ab, of npz series with dates; and the published
 * folders with msi of 4 bands, sar of 2 and labels.
 */
final class C2segabCopy {

    static final int SIDE = 16;

    private C2segabCopy() {}

    static Path make(Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "c2segab-mm");
        series(copy, "a");
        series(copy, "b");
        copy.list("train", entry("a"), entry("b"));
        copy.list("val", entry("a"));
        return copy.root();
    }

    /** Makes the folders as they are published. */
    static Path published(Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "c2segab-mm");
        for (int n = 0; n < 2; n++) {
            copy.image("C2Seg_AB/train/msi/" + n + ".tiff", 4, PixelType.FLOAT32, SIDE, SIDE);
            copy.image("C2Seg_AB/train/sar/" + n + ".tiff", 2, PixelType.FLOAT32, SIDE, SIDE);
            copy.sizedLabel("C2Seg_AB/train/label/" + n + ".tiff", SIDE, SIDE, 0, 1 + n, 13 - n);
        }
        copy.image("C2Seg_AB/test/sar/0.tiff", 2, PixelType.FLOAT32, SIDE, SIDE);
        return copy.root();
    }

    private static void series(TinyCopy copy, String name) throws IOException {
        TinyArray.npz(
                copy.file("s2/" + name + ".npz"),
                Map.of(
                        "image", TinyArray.noise("<i2", name.hashCode(), 3, 10, SIDE, SIDE),
                        "date", TinyArray.texts("20200105", "20200310", "20200812")));
        TinyArray.npz(
                copy.file("s1/" + name + ".npz"),
                Map.of(
                        "image", TinyArray.noise("<f4", name.hashCode(), 2, 2, SIDE, SIDE),
                        "date", TinyArray.texts("2020-01-07", "2020-08-14")));
        copy.sizedLabel("target/" + name + ".png", SIDE, SIDE, 2, 0, 7, 13);
    }

    private static String entry(String name) {
        return ("{'s2_path': ['c2segab-mm/s2/%1$s.npz'], 's1_path': ['c2segab-mm/s1/%1$s.npz'], "
                        + "'target_path': 'c2segab-mm/target/%1$s.png', 'type': 'c2seg-ab', 'classes': [1, 6, 12]}")
                .formatted(name);
    }
}
