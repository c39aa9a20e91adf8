// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.transform;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * What the network is to see of a sample: one window of all its modalities and its label together, one time step of
 * each series, and the normalisation of each.
 *
 * @param sample the sample
 * @param window on its reference grid
 * @param height rows of the output on the reference grid
 * @param width columns of the output on the reference grid
 * @param times the time step of each modality
 * @param normalizations the normalisation of each modality
 */
public record View(
        Sample sample,
        Window window,
        int height,
        int width,
        Map<Modality, Integer> times,
        Map<Modality, Normalization> normalizations) {

    /** Copies the maps. */
    public View {
        times = Map.copyOf(times);
        normalizations = Map.copyOf(normalizations);
    }

    /**
     * Whether the sample has a modality.
     *
     * @param modality the sensor
     * @return true if it can be written
     */
    public boolean has(Modality modality) {
        return sample.images().containsKey(modality);
    }

    /**
     * Rows that show a modality at its own resolution.
     *
     * @param modality one that is present
     * @return rows of the window on that modality's grid, at least 1
     */
    public int rows(Modality modality) {
        ImageCube image = sample.images().get(modality);
        return side(height, image.height(), Grid.of(sample).height());
    }

    /**
     * Columns that show a modality at its own resolution.
     *
     * @param modality one that is present
     * @return columns of the window on that modality's grid, at least 1
     */
    public int columns(Modality modality) {
        ImageCube image = sample.images().get(modality);
        return side(width, image.width(), Grid.of(sample).width());
    }

    private static int side(int output, int own, int reference) {
        return (int) Math.max(1, Math.round((double) output * own / reference));
    }

    /**
     * Writes a modality, normalised.
     *
     * @param modality one that is present
     * @param rows rows to write
     * @param columns columns to write
     * @param out gets (C, rows, columns)
     * @param offset index in {@code out} of the first value
     */
    public void image(Modality modality, int rows, int columns, FloatBuffer out, int offset) {
        ImageCube image = sample.images().get(modality);
        Grid grid = Grid.of(sample);
        Window own = window.scaled((double) image.height() / grid.height(), (double) image.width() / grid.width());
        Resample.image(image, times.get(modality), own, rows, columns, out, offset);
        normalizations.get(modality).apply(out, offset, rows * columns);
    }

    /**
     * Writes the label.
     *
     * @param out gets ({@link #height}, {@link #width}); all {@link ClassTable#IGNORE} if the sample has no label
     * @param offset index in {@code out} of the first value
     */
    public void label(ByteBuffer out, int offset) {
        if (sample.label().isPresent()) {
            LabelMap label = sample.label().get();
            Resample.label(label, window, height, width, out, offset);
        } else {
            for (int i = 0; i < height * width; i++) {
                out.put(offset + i, (byte) ClassTable.IGNORE);
            }
        }
    }
}
