// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.fbp;

import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.raster.PixelType;
import java.io.IOException;
import java.nio.file.Path;

/** Makes a tiny copy: 8-bit images of four bands, labels of numbers; and one of three bands with a coloured label. */
final class FbpCopy {

    static final String TRAIN = "GF2_PMS1__L1A0001094941-MSS1";
    static final String SECOND = "GF2_PMS2__L1A0000958144-MSS2";
    static final String VAL = "GF2_PMS2__L1A0000607677-MSS2";

    private FbpCopy() {}

    static Path make(Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "fbp");
        scene(copy, TRAIN, 1, 0, 24, 13);
        scene(copy, SECOND, 2);
        scene(copy, VAL, 23, 11);
        copy.list("train", entry(copy, TRAIN, 0, 12, 23), entry(copy, SECOND, 1));
        copy.list("val", entry(copy, VAL, 10, 22));
        copy.image("rgb/" + TRAIN + ".tif", 3, PixelType.UINT8);
        copy.colors("Annotation__color/" + TRAIN + "_24label.tif", 0xc80000, 0x000000, 0xc89600, 0x0096c8);
        copy.list(
                "color", copy.entry("rgb/" + TRAIN + ".tif", "Annotation__color/" + TRAIN + "_24label.tif", 0, 12, 23));
        return copy.root();
    }

    private static void scene(TinyCopy copy, String name, int... values) throws IOException {
        copy.image("Image__8bit_NirRGB/" + name + ".tif", 4, PixelType.UINT8);
        copy.label("Annotation__index/" + name + "_24label.png", values);
    }

    private static String entry(TinyCopy copy, String name, Integer... classes) {
        return copy.entry("Image__8bit_NirRGB/" + name + ".tif", "Annotation__index/" + name + "_24label.png", classes);
    }
}
