// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.loveda;

import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.raster.PixelType;
import java.io.IOException;
import java.nio.file.Path;

/** Makes a tiny copy: both scenes of both splits, masks of numbers; and a mask of grey triples, as others list them. */
final class LoveDaCopy {

    private LoveDaCopy() {}

    static Path make(Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "loveda");
        tile(copy, "Train/Rural", 0, 7, 6, 5, 4, 3, 2, 1, 0);
        tile(copy, "Train/Urban", 1366, 2, 3);
        tile(copy, "Val/Rural", 2522, 7);
        tile(copy, "Val/Urban", 3514, 1, 2);
        // The test images have no masks.
        copy.image("Test/Rural/images_png/4191.png", 3, PixelType.UINT8);
        copy.list("train", entry(copy, "Train/Rural", 0, 0, 1, 2, 3, 4, 5, 6), entry(copy, "Train/Urban", 1366, 0, 1));
        copy.list("val", entry(copy, "Val/Rural", 2522, 5), entry(copy, "Val/Urban", 3514, 0, 6));
        copy.colors("grey/0.png", 0x070707, 0x060606, 0x050505, 0x040404, 0x030303, 0x020202, 0x010101, 0x000000);
        copy.list("grey", copy.entry("Train/Rural/images_png/0.png", "grey/0.png", 0, 1, 2, 3, 4, 5, 6));
        return copy.root();
    }

    private static void tile(TinyCopy copy, String scene, int number, int... values) throws IOException {
        copy.image(scene + "/images_png/" + number + ".png", 3, PixelType.UINT8);
        copy.label(scene + "/masks_png/" + number + ".png", values);
    }

    private static String entry(TinyCopy copy, String scene, int number, Integer... classes) {
        return copy.entry(scene + "/images_png/" + number + ".png", scene + "/masks_png/" + number + ".png", classes);
    }
}
