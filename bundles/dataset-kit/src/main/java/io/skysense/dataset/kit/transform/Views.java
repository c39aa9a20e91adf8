// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.transform;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.api.train.DataSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Chooses what of a sample is shown: random windows for training, whole images for evaluation. */
public final class Views {

    private final DatasetTable table;
    private final int dates;
    private final boolean repeats;
    private final Map<Modality, List<Normalization>> plain = new EnumMap<>(Modality.class);

    /**
     * Makes the views of a dataset's samples.
     *
     * @param table its bands
     * @param dates how many dates of each modality a view has, at least 1; a sample has as many
     */
    public Views(DatasetTable table, int dates) {
        this(table, dates, false);
    }

    /**
     * Makes the views of a dataset's samples.
     *
     * @param table its bands
     * @param form how many dates of each modality a view has, and whether a sample may have fewer
     */
    public Views(DatasetTable table, SampleForm form) {
        this(table, form.dates(), form.repeats());
    }

    private Views(DatasetTable table, int dates, boolean repeats) {
        this.table = table;
        this.dates = dates;
        this.repeats = repeats;
        for (BandTable bands : table.bands()) {
            plain.put(bands.modality(), Collections.nCopies(dates, Normalization.of(bands)));
        }
    }

    /**
     * A random window, turned and jittered; of each series random dates. All dates are turned alike,
     * and each is jittered by itself: no two days have the same light.
     *
     * @param sample the sample
     * @param settings crop and augmentation
     * @param random the generator of this draw
     * @return a view of settings.crop by settings.crop
     * @throws DatasetException if a modality has fewer dates, and none may be repeated
     */
    public View random(Sample sample, DataSettings settings, RandomGenerator random) throws DatasetException {
        check(sample);
        Window window = new MixedWindow(settings.crop(), settings.augment()).draw(sample, random);
        Map<Modality, List<Integer>> times = new EnumMap<>(Modality.class);
        Map<Modality, List<Normalization>> normalizations = new EnumMap<>(Modality.class);
        for (BandTable bands : table.bands()) {
            ImageCube image = sample.images().get(bands.modality());
            if (image != null) {
                times.put(bands.modality(), Dates.random(image.times(), dates, random));
                List<Normalization> each = new ArrayList<>();
                for (int date = 0; date < dates; date++) {
                    Jitter jitter = Jitter.draw(settings.augment(), image.bands(), random);
                    each.add(Normalization.of(bands, jitter));
                }
                normalizations.put(bands.modality(), each);
            }
        }
        Set<Modality> hidden = hidden(times.keySet(), settings.augment().dropModality(), random);
        return new View(sample, window, settings.crop(), settings.crop(), times, normalizations, hidden);
    }

    /** Each with a probability, but one, whichever, is left. */
    private static Set<Modality> hidden(Set<Modality> there, double probability, RandomGenerator random) {
        if (probability == 0) {
            return Set.of();
        }
        List<Modality> ordered = there.stream().sorted().toList();
        Set<Modality> hidden = EnumSet.noneOf(Modality.class);
        ordered.stream().filter(m -> random.nextDouble() < probability).forEach(hidden::add);
        if (hidden.size() == ordered.size()) {
            hidden.remove(ordered.get(random.nextInt(ordered.size())));
        }
        return hidden;
    }

    /**
     * The whole image, its right and lower side filled up by reflection to a multiple; of each series evenly spaced
     * dates, of which one is the middle one.
     *
     * @param sample the sample
     * @param granularity the multiple in pixels of the reference grid, at least 1
     * @return a view at least as large as the image; the label's filling is ignored
     * @throws DatasetException if a modality has fewer dates, and none may be repeated
     */
    public View whole(Sample sample, int granularity) throws DatasetException {
        check(sample);
        Grid grid = Grid.of(sample);
        int height = Math.multiplyExact((grid.height() + granularity - 1) / granularity, granularity);
        int width = Math.multiplyExact((grid.width() + granularity - 1) / granularity, granularity);
        Map<Modality, List<Integer>> times = new EnumMap<>(Modality.class);
        sample.images().forEach((modality, image) -> times.put(modality, Dates.even(image.times(), dates)));
        return new View(sample, Window.of(height, width), height, width, times, plain);
    }

    private void check(Sample sample) throws DatasetException {
        for (Map.Entry<Modality, ImageCube> image : sample.images().entrySet()) {
            if (image.getValue().times() < dates && !repeats) {
                throw new DatasetException(sample.id() + ": " + image.getKey().key() + " has "
                        + image.getValue().times() + " dates; the model looks at " + dates);
            }
        }
    }
}
