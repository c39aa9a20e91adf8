// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.gvlm;

import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.raster.PixelType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes a tiny copy: five sites, each of another size, with names as they are published. */
public final class GvlmCopy {

    private static final List<String> SITES =
            List.of("Askja_Iceland", "Chimanimani_Zimbabwe", "Kaikoura_New Zealand", "Kodagu_India", "Tbilisi_Georgia");

    private GvlmCopy() {}

    /** {@return the dataset's own folder, made below a folder} */
    public static Path make(Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "gvlm");
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < SITES.size(); i++) {
            String site = "GVLM_CD/" + SITES.get(i);
            int height = 64 + 8 * i;
            int width = 96 - 8 * i;
            copy.image(site + "/im1.png", 3, PixelType.UINT8, height, width);
            copy.image(site + "/im2.png", 3, PixelType.UINT8, height, width);
            copy.sizedLabel(site + "/ref.png", height, width, 0, 255);
            entries.add(copy.entry(site + "/im1.png", site + "/ref.png", 0, 1));
        }
        copy.list("val", entries.remove(SITES.size() - 1));
        copy.list("train", entries.toArray(String[]::new));
        return copy.root();
    }
}
