// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.potsdam;

import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.raster.PixelType;
import java.io.IOException;
import java.nio.file.Path;

/** Makes a tiny copy: tiles as ISPRS packs them, labels in colours; and the same labels in grey, as others list them. */
final class PotsdamCopy {

    private PotsdamCopy() {}

    static Path make(Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "potsdam");
        tile(copy, "2_10", 0xffffff, 0x0000ff, 0x00ffff, 0x00ff00, 0xffff00, 0xff0000);
        // A label whose colours are a little off.
        tile(copy, "4_12", 0x0000ff, 0xfcff00, 0x000000, 0x0000ff);
        tile(copy, "7_7", 0x00ffff);
        tile(copy, "2_13", 0x00ff00, 0xffff00);
        tile(copy, "7_13", 0xff0000, 0xffffff);
        copy.list("train", entry(copy, "2_10", 0, 1, 2, 3, 4, 5), entry(copy, "4_12", 1, 4), entry(copy, "7_7", 2));
        copy.list("val", entry(copy, "2_13", 3, 4), entry(copy, "7_13", 0, 5));
        copy.label("grey/2_10.png", 1, 2, 3, 4, 5, 6);
        copy.label("grey/4_12.png", 2, 5, 0, 2);
        copy.image("4_Ortho_RGBIR/top_potsdam_4_12_RGBIR.tif", 4, PixelType.UINT8);
        copy.list(
                "grey",
                copy.entry("2_Ortho_RGB/top_potsdam_2_10_RGB.tif", "grey/2_10.png", 0, 1, 2, 3, 4, 5),
                copy.entry("4_Ortho_RGBIR/top_potsdam_4_12_RGBIR.tif", "grey/4_12.png", 1, 4));
        return copy.root();
    }

    private static void tile(TinyCopy copy, String name, int... colors) throws IOException {
        copy.image("2_Ortho_RGB/top_potsdam_" + name + "_RGB.tif", 3, PixelType.UINT8);
        copy.colors("5_Labels_all/top_potsdam_" + name + "_label.tif", colors);
    }

    private static String entry(TinyCopy copy, String name, Integer... classes) {
        return copy.entry(
                "2_Ortho_RGB/top_potsdam_" + name + "_RGB.tif",
                "5_Labels_all/top_potsdam_" + name + "_label.tif",
                classes);
    }
}
