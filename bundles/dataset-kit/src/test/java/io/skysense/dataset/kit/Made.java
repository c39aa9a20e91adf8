// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small samples and tables for tests. */
public final class Made {

    private Made() {}

    /** Two modalities: HR with two bands at 1 m, S2 with one band at 4 m; values pass unchanged. */
    public static DatasetTable table() {
        return new DatasetTable(
                "made",
                "Made",
                List.of(
                        new BandTable(Modality.HR, List.of("a", "b"), 1, 1, List.of(0.0, 0.0), List.of(1.0, 1.0)),
                        new BandTable(Modality.S2, List.of("c"), 4, 1, List.of(0.0), List.of(1.0))),
                new ClassTable(
                        List.of(
                                new ClassTable.LabelClass(1, "one", "#ff0000"),
                                new ClassTable.LabelClass(2, "two", "#00ff00")),
                        List.of(0)),
                List.of("train", "val"),
                "none",
                "none",
                "made");
    }

    /** An image of a function of pixel centres in units of the finest grid. */
    public static ImageCube image(int times, int bands, int height, int width, double pixel, Field field) {
        ImageCube cube = new ImageCube(times, bands, height, width, new float[times * bands * height * width]);
        for (int t = 0; t < times; t++) {
            for (int b = 0; b < bands; b++) {
                for (int r = 0; r < height; r++) {
                    for (int c = 0; c < width; c++) {
                        cube.values()[cube.index(t, b, r, c)] =
                                (float) field.at(t, b, (r + 0.5) * pixel, (c + 0.5) * pixel);
                    }
                }
            }
        }
        return cube;
    }

    /** A sample with HR and S2 that both show the same ramps, and a label that tells every HR pixel apart. */
    public static Sample sample(String id, int height, int width, int times) {
        byte[] classes = new byte[height * width];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = (byte) (i % 251);
        }
        return new Sample(
                id,
                Map.of(
                        Modality.HR, image(1, 2, height, width, 1, (t, b, y, x) -> b == 0 ? y : x),
                        Modality.S2, image(times, 1, height / 4, width / 4, 4, (t, b, y, x) -> 1000 * t + y + 3 * x)),
                Optional.of(new LabelMap(height, width, classes)),
                Map.of(),
                Optional.empty());
    }

    /** A value for time, band and place. */
    public interface Field {
        /** Gives the value. */
        double at(int time, int band, double y, double x);
    }
}
