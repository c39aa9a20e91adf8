// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.dfc20.mm;

import io.skysense.dataset.kit.contract.TinyArray;
import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.raster.PixelType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes a tiny copy: the folders of the contest with Sentinel-2 of 13 bands, Sentinel-1 in dB and labels, and the
 * reference's list files, whose type is dfc20, with one entry of npz files.
 */
final class Dfc20Copy {

    static final int SIDE = 16;

    private final TinyCopy copy;

    private Dfc20Copy(TinyCopy copy) {
        this.copy = copy;
    }

    static Path make(Path parent) throws IOException {
        Dfc20Copy made = new Dfc20Copy(new TinyCopy(parent, "dfc20-mm"));
        made.patch("test", "0", 0, 1, 2, 4);
        made.patch("test", "0", 18, 5, 6, 7);
        made.patch("validation", "validation", 3, 9, 10, 0);
        made.lists();
        return made.copy.root();
    }

    private void patch(String part, String folder, int number, int... values) throws IOException {
        String name = "ROIs0000_%1$s/%3$s_%2$s/ROIs0000_%1$s_%3$s_0_p%4$d.tif";
        copy.image(name.formatted(part, folder, "s2", number), 13, PixelType.UINT16, SIDE, SIDE);
        copy.image(name.formatted(part, folder, "s1", number), 2, PixelType.FLOAT32, SIDE, SIDE);
        copy.sizedLabel(name.formatted(part, folder, "dfc", number), SIDE, SIDE, values);
    }

    private void lists() throws IOException {
        TinyArray.npz(copy.file("npz/s2_7.npz"), Map.of("image", TinyArray.noise("<i2", 7, 10, SIDE, SIDE)));
        TinyArray.npz(copy.file("npz/s1_7.npz"), Map.of("image", TinyArray.noise("<f4", 8, 2, SIDE, SIDE)));
        copy.sizedLabel("npz/label_7.png", SIDE, SIDE, 1, 10);
        copy.list(
                "train",
                entry("test", "0", 0, "0, 1, 3"),
                entry("test", "0", 18, "4, 5, 6"),
                "{'s2_path': ['dfc20-mm/npz/s2_7.npz'], 's1_path': ['dfc20-mm/npz/s1_7.npz'], "
                        + "'target_path': 'dfc20-mm/npz/label_7.png', 'type': 'dfc20', 'classes': [0, 9]}");
        copy.list("val", entry("validation", "validation", 3, "8, 9"));
    }

    private static String entry(String part, String folder, int number, String classes) {
        String file = "'dfc20-mm/ROIs0000_%1$s/%3$s_%2$s/ROIs0000_%1$s_%3$s_0_p%4$d.tif'";
        return "{'s2_path': [%s], 's1_path': [%s], 'target_path': %s, 'type': 'dfc20', 'classes': [%s]}"
                .formatted(
                        file.formatted(part, folder, "s2", number),
                        file.formatted(part, folder, "s1", number),
                        file.formatted(part, folder, "dfc", number),
                        classes);
    }
}
