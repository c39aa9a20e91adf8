// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.c2seg.bw;

import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.raster.PixelType;
import java.io.IOException;
import java.nio.file.Path;

/** Makes a tiny copy: patches of both sensors, their labels, and the hyperspectral images that are passed over. */
public final class C2SegBwCopy {

    static final int SIDE = 64;

    private static final String FOLDER = "C2Seg_BW/train/";

    private C2SegBwCopy() {}

    /** {@return the dataset's own folder, made below a folder} */
    public static Path make(Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "c2seg-bw");
        copy.list("train", patch(copy, 1), patch(copy, 18));
        copy.list("val", patch(copy, 19));
        return copy.root();
    }

    private static String patch(TinyCopy copy, int number) throws IOException {
        String file = number + ".tiff";
        copy.image(FOLDER + "msi/" + file, 4, PixelType.UINT16, SIDE, SIDE);
        copy.image(FOLDER + "sar/" + file, 2, PixelType.FLOAT32, SIDE, SIDE);
        copy.image(FOLDER + "hsi/" + file, 116, PixelType.UINT16, 2, 2);
        copy.sizedLabel(FOLDER + "label/" + file, SIDE, SIDE, 0, 1, 7, 13);
        String path = "c2seg-bw/" + FOLDER + "%s/" + file;
        return ("{'s2_path': ['%s'], 's1_path': ['%s'], 'target_path': '%s', 'type': 'c2seg-bw',"
                        + " 'classes': [0, 6, 12]}")
                .formatted(path.formatted("msi"), path.formatted("sar"), path.formatted("label"));
    }
}
