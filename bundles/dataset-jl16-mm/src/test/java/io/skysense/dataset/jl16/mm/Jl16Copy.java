// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.jl16.mm;

import io.skysense.dataset.kit.contract.TinyArray;
import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.raster.PixelType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Makes a tiny copy: images and labels as PNG, Sentinel-1 as npz series, and the reference's list files. */
final class Jl16Copy {

    static final int SIDE = 64;
    static final int S1_SIDE = 5;

    private Jl16Copy() {}

    static Path make(Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "jl16-mm");
        place(copy, "0_0", 0, 15);
        place(copy, "0_1", 3, 255, 8);
        place(copy, "1_0", 1, 2);
        copy.list("train", entry("0_0", "0, 15"), entry("0_1", "3, 8"));
        copy.list("val", entry("1_0", "1, 2"));
        return copy.root();
    }

    private static void place(TinyCopy copy, String name, int... values) throws IOException {
        copy.image("image/" + name + ".png", 3, PixelType.UINT8, SIDE, SIDE);
        copy.sizedLabel("label/" + name + ".png", SIDE, SIDE, values);
        TinyArray.npz(
                copy.file("s1/" + name + ".npz"),
                Map.of(
                        "image", TinyArray.noise("<f4", name.hashCode(), 2, 2, S1_SIDE, S1_SIDE),
                        "date", TinyArray.of("<i8", new int[] {2}, 20210103, 20210622)));
    }

    private static String entry(String name, String classes) {
        return ("{'hr_path': 'jl16-mm/image/%1$s.png', 's2_path': [], 's1_path': 'jl16-mm/s1/%1$s.npz', "
                        + "'target_path': 'jl16-mm/label/%1$s.png', 'type': 'jl16-mm', 'classes': [%2$s]}")
                .formatted(name, classes);
    }
}
