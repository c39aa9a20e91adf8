// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.vaihingen;

import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.raster.PixelType;
import java.io.IOException;
import java.nio.file.Path;

/** Makes a tiny copy: areas as ISPRS packs them, labels in colours; and the same labels as numbers. */
final class VaihingenCopy {

    private static final String LABELS = "ISPRS_semantic_labeling_Vaihingen_ground_truth_COMPLETE/";

    private VaihingenCopy() {}

    static Path make(Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "vaihingen");
        area(copy, LABELS, 1, 0xffff00, 0x00ff00, 0x00ffff, 0x0000ff, 0xffffff, 0xff0000);
        area(copy, LABELS, 37, 0x000000, 0xffff00);
        // Both archives unpacked in one folder.
        area(copy, "", 2, 0x0000ff, 0xffffff);
        // Half of the labels are in the archive of images as well.
        copy.colors("gts_for_participants/" + name(1), 0xff0000);
        copy.list("train", entry(copy, LABELS, 1, 0, 1, 2, 3, 4, 5), entry(copy, LABELS, 37, 0));
        copy.list("val", entry(copy, "", 2, 3, 4));
        copy.label("grey/1.png", 5, 4, 3, 2, 1, 6);
        copy.list("grey", copy.entry("top/" + name(1), "grey/1.png", 0, 1, 2, 3, 4, 5));
        return copy.root();
    }

    private static String name(int area) {
        return "top_mosaic_09cm_area" + area + ".tif";
    }

    private static void area(TinyCopy copy, String labels, int area, int... colors) throws IOException {
        copy.image("top/" + name(area), 3, PixelType.UINT8);
        copy.colors(labels + name(area), colors);
    }

    private static String entry(TinyCopy copy, String labels, int area, Integer... classes) {
        return copy.entry("top/" + name(area), labels + name(area), classes);
    }
}
