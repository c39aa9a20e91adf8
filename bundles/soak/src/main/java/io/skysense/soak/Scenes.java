// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.Modality;
import io.skysense.api.data.SizeMismatch;
import io.skysense.dataset.kit.transform.Normalization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Reads scenes with whichever reader. */
final class Scenes {

    private final DatasetOptions options;

    /** Those of a folder. */
    Scenes(Path folder) {
        options = new DatasetOptions(folder, Map.of(), Set.of(Modality.HR), SizeMismatch.FAIL);
    }

    /** {@return the image (C, H, W) of a scene in grey levels} */
    float[] read(DatasetReader reader, int scene) throws IOException {
        try (Dataset dataset = reader.open(options)) {
            return dataset.read(Material.SPLIT, scene)
                    .orElseThrow()
                    .images()
                    .get(Modality.HR)
                    .values();
        }
    }

    /** Normalises an image in place as a model wants it. */
    static float[] normalise(float[] image, BandTable bands) {
        Normalization normalization = Normalization.of(bands);
        int plane = Material.SIDE * Material.SIDE;
        for (int band = 0; band < bands.bands().size(); band++) {
            normalization.apply(band, image, band * plane, plane);
        }
        return image;
    }
}
