// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.transform;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.api.data.ObjectBox;
import io.skysense.api.data.Sample;
import io.skysense.api.data.ValueMap;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the network is to see of a sample: one window of all its modalities and its labels together, the same number of
 * dates of each series, and the normalisation of each date.
 *
 * @param sample the sample
 * @param window on its reference grid
 * @param height rows of the output on the reference grid
 * @param width columns of the output on the reference grid
 * @param times the time steps of each modality, ascending
 * @param normalizations the normalisation of each date of each modality
 * @param hidden modalities that are not shown, though the sample has them
 */
public record View(
        Sample sample,
        Window window,
        int height,
        int width,
        Map<Modality, List<Integer>> times,
        Map<Modality, List<Normalization>> normalizations,
        Set<Modality> hidden) {

    /**
     * A view of all modalities.
     *
     * @param sample the sample
     * @param window on its reference grid
     * @param height rows of the output on the reference grid
     * @param width columns of the output on the reference grid
     * @param times the time steps of each modality, ascending
     * @param normalizations the normalisation of each date of each modality
     */
    public View(
            Sample sample,
            Window window,
            int height,
            int width,
            Map<Modality, List<Integer>> times,
            Map<Modality, List<Normalization>> normalizations) {
        this(sample, window, height, width, times, normalizations, Set.of());
    }

    /** Copies the collections. */
    public View {
        times = Map.copyOf(times);
        normalizations = Map.copyOf(normalizations);
        hidden = Set.copyOf(hidden);
    }

    /**
     * Whether a modality is shown.
     *
     * @param modality the sensor
     * @return true if the sample has it and it is not hidden
     */
    public boolean has(Modality modality) {
        return sample.images().containsKey(modality) && !hidden.contains(modality);
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
     * Writes the dates of a modality, normalised.
     *
     * @param modality one that is present
     * @param rows rows to write
     * @param columns columns to write
     * @param out gets (D, C, rows, columns)
     * @param offset index in {@code out} of the first value
     */
    public void image(Modality modality, int rows, int columns, FloatBuffer out, int offset) {
        ImageCube image = sample.images().get(modality);
        Grid grid = Grid.of(sample);
        Window own = window.scaled((double) image.height() / grid.height(), (double) image.width() / grid.width());
        List<Integer> chosen = times.get(modality);
        for (int date = 0; date < chosen.size(); date++) {
            int at = offset + date * image.bands() * rows * columns;
            Resample.image(image, chosen.get(date), own, rows, columns, out, at);
            normalizations.get(modality).get(date).apply(out, at, rows * columns);
        }
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

    /**
     * Writes quantities of pixels.
     *
     * @param quantities V
     * @param out gets (V, {@link #height}, {@link #width}); all NaN if the sample has none
     * @param offset index in {@code out} of the first value
     */
    public void values(int quantities, FloatBuffer out, int offset) {
        if (sample.labels().has(LabelKind.PIXEL_VALUES)) {
            Resample.values(sample.labels().values().get(), window, height, width, out, offset);
        } else {
            fill(out, offset, quantities * height * width);
        }
    }

    /**
     * Writes how much of the window each class has.
     *
     * @param classes K
     * @param out gets (K); the shares that the sample says of itself if it has no map of classes, NaN if it says none
     * @param offset index in {@code out} of the first value
     */
    public void shares(int classes, FloatBuffer out, int offset) {
        List<Float> shares;
        if (sample.label().isPresent()) {
            ByteBuffer seen = ByteBuffer.allocate(height * width);
            label(seen, 0);
            shares = new LabelMap(height, width, seen.array()).shares(classes);
        } else {
            shares = sample.labels().shares(classes);
        }
        for (int k = 0; k < classes; k++) {
            out.put(offset + k, shares.get(k));
        }
    }

    /**
     * Writes quantities of the window as a whole.
     *
     * @param quantities V
     * @param out gets (V): the means over the window, or what the sample says of itself; NaN if it says nothing
     * @param offset index in {@code out} of the first value
     */
    public void means(int quantities, FloatBuffer out, int offset) {
        Optional<ValueMap> known = sample.labels().values();
        if (known.isEmpty()) {
            fill(out, offset, quantities);
        } else if (known.get().ofImage()) {
            out.put(offset, known.get().values());
        } else {
            FloatBuffer seen = FloatBuffer.allocate(quantities * height * width);
            values(quantities, seen, 0);
            out.put(offset, new ValueMap(quantities, height, width, seen.array()).means());
        }
    }

    private static void fill(FloatBuffer out, int offset, int count) {
        for (int i = 0; i < count; i++) {
            out.put(offset + i, Float.NaN);
        }
    }

    /**
     * The objects whose centres the view shows, in its pixels and turned as it is.
     *
     * @return the objects; empty if none are known
     */
    public Optional<List<ObjectBox>> objects() {
        return sample.labels()
                .objects()
                .map(all -> all.stream()
                        .map(box -> window.seen(box, height, width))
                        .filter(box -> box.x() >= 0 && box.y() >= 0 && box.x() < width && box.y() < height)
                        .toList());
    }
}
