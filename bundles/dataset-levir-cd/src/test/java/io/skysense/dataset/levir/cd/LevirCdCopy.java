// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.levir.cd;

import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import java.io.IOException;
import java.nio.file.Path;

/** Makes a tiny copy: in the folder of each split the images before, after, and the labels, all PNG. */
final class LevirCdCopy {

    static final int SIDE = 16;

    private final TinyCopy copy;

    private LevirCdCopy(TinyCopy copy) {
        this.copy = copy;
    }

    static Path make(Path parent) throws IOException {
        LevirCdCopy made = new LevirCdCopy(new TinyCopy(parent, "levir-cd"));
        made.split("train", 2);
        made.split("val", 1);
        made.split("test", 1);
        return made.copy.root();
    }

    private void split(String split, int pairs) throws IOException {
        String[] entries = new String[pairs];
        for (int i = 0; i < pairs; i++) {
            String name = split + "_" + (i + 1) + ".png";
            image(split + "/A/" + name, 40);
            image(split + "/B/" + name, 90);
            label(split + "/label/" + name);
            entries[i] = ("{'hr_path': 'levir-cd/%1$s/A/%2$s', 'target_path': 'levir-cd/%1$s/label/%2$s',"
                            + " 'type': 'levir-cd', 'classes': [0, 1]}")
                    .formatted(split, name);
        }
        copy.list(split, entries);
    }

    private void image(String path, int from) throws IOException {
        byte[] values = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (from + i / (SIDE * SIDE));
        }
        RasterWriter.writePng(copy.file(path), RasterSpec.of(SIDE, SIDE, 3, PixelType.UINT8), values);
    }

    /** The left half is unchanged, the right half is not. */
    private void label(String path) throws IOException {
        byte[] values = new byte[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (i % SIDE < SIDE / 2 ? 0 : 255);
        }
        RasterWriter.writePng(copy.file(path), RasterSpec.of(SIDE, SIDE, 1, PixelType.UINT8), values);
    }
}
