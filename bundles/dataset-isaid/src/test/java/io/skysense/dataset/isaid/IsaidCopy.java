// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.isaid;

import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.raster.PixelType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Makes a tiny copy: whole images, one of them grey, and a patch of the development kit, masks in colours. */
final class IsaidCopy {

    static final String GREY = "train/images/images/P0002";

    private static final String FIRST = "train/images/images/P0000";
    private static final String PATCH = "val/images/P0003_0_800_0_800";
    private static final String MASKS = "train/Semantic_masks/images/images/";
    private static final int[] COLORS = {
        0x00003f, 0x003f3f, 0x003f00, 0x003f7f, 0x003fbf, 0x003fff, 0x007f3f, 0x007f7f, 0x00007f, 0x0000bf, 0x0000ff,
        0x00bf7f, 0x007fbf, 0x007fff, 0x00649b, 0x000000
    };

    private IsaidCopy() {}

    static Path make(Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "isaid");
        place(copy, FIRST, MASKS + "P0000", 3, COLORS);
        place(copy, GREY, MASKS + "P0002", 1, 0, 0x007fff);
        place(copy, PATCH, PATCH, 3, 0x00003f, 0x00649b);
        // Instances are not read.
        copy.colors(PATCH + "_instance_id_RGB.png", 0x010000, 0x020000);
        Integer[] all = IntStream.range(0, 15).boxed().toArray(Integer[]::new);
        copy.list("train", entry(copy, FIRST, MASKS + "P0000", all), entry(copy, GREY, MASKS + "P0002", 13));
        copy.list("val", entry(copy, PATCH, PATCH, 0, 14));
        copy.label("grey/P0000.png", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0);
        copy.list("grey", copy.entry(FIRST + ".png", "grey/P0000.png", all));
        return copy.root();
    }

    private static void place(TinyCopy copy, String image, String mask, int bands, int... colors) throws IOException {
        copy.image(image + ".png", bands, PixelType.UINT8);
        copy.colors(mask + "_instance_color_RGB.png", colors);
    }

    private static String entry(TinyCopy copy, String image, String mask, Integer... classes) {
        return copy.entry(image + ".png", mask + "_instance_color_RGB.png", classes);
    }
}
