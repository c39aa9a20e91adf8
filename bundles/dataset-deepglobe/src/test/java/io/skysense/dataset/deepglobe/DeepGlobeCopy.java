// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.deepglobe;

import io.skysense.dataset.kit.contract.TinyCopy;
import java.io.IOException;
import java.nio.file.Path;

/** Makes a tiny copy: JPEG images and PNG masks in one folder, one mask with colours that are a little off. */
final class DeepGlobeCopy {

    private DeepGlobeCopy() {}

    static Path make(Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "deepglobe");
        pair(copy, 119, 0xffffff, 0x0000ff, 0x00ff00, 0xff00ff, 0xffff00, 0x00ffff);
        pair(copy, 2334, 0x00ffff, 0x000000);
        pair(copy, 6399, 0x03fdfb, 0x7f8000, 0x020101, 0x7f8000);
        pair(copy, 855, 0x0000ff);
        pair(copy, 60, 0xff00ff, 0xffffff);
        copy.list(
                "train",
                entry(copy, 119, 0, 1, 2, 3, 4, 5),
                entry(copy, 2334, 5),
                entry(copy, 6399, 2, 5),
                entry(copy, 855, 1));
        copy.list("val", entry(copy, 60, 0, 3));
        copy.label("grey/119.png", 6, 5, 4, 3, 2, 1);
        copy.list("grey", copy.entry("train/119_sat.jpg", "grey/119.png", 0, 1, 2, 3, 4, 5));
        return copy.root();
    }

    private static void pair(TinyCopy copy, int number, int... colors) throws IOException {
        copy.jpeg("train/" + number + "_sat.jpg", TinyCopy.HEIGHT, TinyCopy.WIDTH);
        copy.colors("train/" + number + "_mask.png", colors);
    }

    private static String entry(TinyCopy copy, int number, Integer... classes) {
        return copy.entry("train/" + number + "_sat.jpg", "train/" + number + "_mask.png", classes);
    }
}
