// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.dsifn.cd;

import io.skysense.dataset.kit.contract.TinyCopy;
import java.io.IOException;
import java.nio.file.Path;

/** Makes a tiny copy: images in JPEG, labels in PNG, of the test split in GeoTIFF. */
public final class DsifnCopy {

    static final int SIDE = 64;

    private DsifnCopy() {}

    /** {@return the dataset's own folder, made below a folder} */
    public static Path make(Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "dsifn-cd");
        split(copy, "train", 2, ".png");
        split(copy, "val", 1, ".png");
        split(copy, "test", 1, ".tif");
        return copy.root();
    }

    private static void split(TinyCopy copy, String split, int pairs, String label) throws IOException {
        String[] entries = new String[pairs];
        for (int i = 0; i < pairs; i++) {
            String image = split + "/t1/" + i + ".jpg";
            String mask = split + "/mask/" + i + label;
            copy.jpeg(image, SIDE, SIDE).jpeg(split + "/t2/" + i + ".jpg", SIDE, SIDE);
            copy.sizedLabel(mask, SIDE, SIDE, 0, 255);
            entries[i] = copy.entry(image, mask, 0, 1);
        }
        copy.list(split, entries);
    }
}
