// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.sen1floods11;

import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.raster.Compression;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes a tiny copy: the chips of all splits in three folders, labels of 16 bits, and the tables of the splits. */
final class Sen1Floods11Copy {

    static final int SIDE = 16;
    private static final String DATA = "data/flood_events/HandLabeled/";

    private final TinyCopy copy;

    private Sen1Floods11Copy(TinyCopy copy) {
        this.copy = copy;
    }

    static Path make(Path parent) throws IOException {
        Sen1Floods11Copy made = new Sen1Floods11Copy(new TinyCopy(parent, "sen1floods11"));
        made.split("train", "train", "Ghana_103272", "Spain_7370579");
        made.split("val", "valid", "India_1017769");
        made.split("test", "test", "USA_1010394");
        made.split("bolivia", "bolivia", "Bolivia_23014");
        return made.copy.root();
    }

    private void split(String split, String published, String... chips) throws IOException {
        StringBuilder table = new StringBuilder();
        String[] entries = new String[chips.length];
        for (int i = 0; i < chips.length; i++) {
            copy.image(DATA + "S2Hand/" + chips[i] + "_S2Hand.tif", 13, PixelType.INT16, SIDE, SIDE);
            copy.image(DATA + "S1Hand/" + chips[i] + "_S1Hand.tif", 2, PixelType.FLOAT32, SIDE, SIDE);
            label(DATA + "LabelHand/" + chips[i] + "_LabelHand.tif");
            table.append(chips[i] + "_S1Hand.tif," + chips[i] + "_LabelHand.tif\n");
            String file = "'sen1floods11/" + DATA + "%1$sHand/" + chips[i] + "_%1$sHand.tif'";
            entries[i] =
                    "{'s2_path': [%s], 's1_path': [%s], 'target_path': %s, 'type': 'sen1floods11', 'classes': [0, 1]}"
                            .formatted(file.formatted("S2"), file.formatted("S1"), file.formatted("Label"));
        }
        copy.list(split, entries);
        Files.writeString(copy.file("splits/flood_handlabeled/flood_" + published + "_data.csv"), table);
    }

    /** Four upright stripes: unknown, dry, water, dry. */
    private void label(String path) throws IOException {
        short[] values = new short[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = new short[] {-1, 0, 1, 0}[i % SIDE * 4 / SIDE];
        }
        RasterWriter.writeGeoTiff(
                copy.file(path), RasterSpec.of(SIDE, SIDE, 1, PixelType.INT16), Compression.DEFLATE, values);
    }
}
