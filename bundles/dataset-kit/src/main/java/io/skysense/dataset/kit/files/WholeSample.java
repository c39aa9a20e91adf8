// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.Extent;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.api.data.Scene;
import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads scenes whole. */
public final class WholeSample {

    private WholeSample() {}

    /**
     * Reads every date of every modality, and the labels.
     *
     * @param scene an opened scene
     * @return the sample
     * @throws DatasetException if it does not fit into memory
     * @throws IOException if a file cannot be read
     */
    public static Sample of(Scene scene) throws IOException {
        Map<Modality, ImageCube> cubes = new EnumMap<>(Modality.class);
        Map<Modality, List<LocalDate>> dates = new EnumMap<>(Modality.class);
        for (Modality modality : scene.modalities()) {
            cubes.put(modality, cube(scene, modality));
            List<LocalDate> known = scene.dates(modality);
            if (!known.isEmpty()) {
                dates.put(modality, known);
            }
        }
        return new Sample(scene.id(), cubes, scene.labels(), dates, scene.place());
    }

    private static ImageCube cube(Scene scene, Modality modality) throws IOException {
        Extent extent = scene.extent(modality);
        ImageCube first = read(scene, modality, 0, extent);
        if (extent.times() == 1) {
            return first;
        }
        long count = (long) extent.times() * first.values().length;
        if (count > Integer.MAX_VALUE - 8) {
            throw tooMany(scene, modality, count, null);
        }
        float[] values = new float[(int) count];
        System.arraycopy(first.values(), 0, values, 0, first.values().length);
        for (int t = 1; t < extent.times(); t++) {
            float[] next = read(scene, modality, t, extent).values();
            System.arraycopy(next, 0, values, t * next.length, next.length);
        }
        return new ImageCube(extent.times(), first.bands(), extent.height(), extent.width(), values);
    }

    private static ImageCube read(Scene scene, Modality modality, int time, Extent extent) throws IOException {
        return scene.read(modality, time, 0, 0, extent.height(), extent.width());
    }

    private static DatasetException tooMany(Scene scene, Modality modality, long count, Throwable cause) {
        return new DatasetException(
                scene.id() + ": " + modality.key() + ": " + (count >> 18)
                        + " MiB of pixels are too many for one sample",
                cause);
    }
}
