// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Labels;
import io.skysense.api.data.Modality;
import io.skysense.api.data.ValueMap;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the entries of a split hold. */
final class SplitFigures {

    private final Map<Modality, ModalityFigures> modalities = new EnumMap<>(Modality.class);
    private final long[] pixels;
    private final long[] entries;
    private final long[] objects;
    private final List<Moments> quantities;
    private long ignored;
    private long labels;

    SplitFigures(DatasetTable table) {
        for (BandTable bands : table.bands()) {
            modalities.put(bands.modality(), new ModalityFigures(bands));
        }
        pixels = new long[table.classes().size()];
        entries = new long[pixels.length];
        objects = new long[pixels.length];
        quantities = table.quantities().stream().map(q -> new Moments()).toList();
    }

    /** {@return the figures of each modality of the table} */
    Map<Modality, ModalityFigures> modalities() {
        return modalities;
    }

    /**
     * Counts the classes of a label.
     *
     * @return the indices of those in it
     */
    SortedSet<Integer> add(LabelMap label) {
        long[] found = new long[ClassTable.IGNORE + 1];
        for (byte index : label.classes()) {
            found[index & 0xff]++;
        }
        SortedSet<Integer> present = new TreeSet<>();
        for (int index = 0; index < pixels.length; index++) {
            if (found[index] > 0) {
                present.add(index);
                pixels[index] += found[index];
                entries[index]++;
            }
        }
        ignored += found[ClassTable.IGNORE];
        labels++;
        return present;
    }

    /** Adds quantities where they are known, and counts objects. */
    void add(Labels known) {
        known.values().ifPresent(this::add);
        known.objects().ifPresent(all -> all.forEach(object -> objects[object.classIndex()]++));
    }

    private void add(ValueMap map) {
        int each = map.height() * map.width();
        float[] finite = new float[each];
        for (int v = 0; v < quantities.size(); v++) {
            int count = 0;
            for (int i = v * each; i < (v + 1) * each; i++) {
                if (Float.isFinite(map.values()[i])) {
                    finite[count++] = map.values()[i];
                }
            }
            quantities.get(v).add(finite, 0, count);
        }
    }

    /** {@return what each quantity of the table is, where it is known} */
    List<Moments> quantities() {
        return quantities;
    }

    /** {@return objects of a class} */
    long objects(int index) {
        return objects[index];
    }

    /** {@return objects of all classes} */
    long allObjects() {
        return Arrays.stream(objects).sum();
    }

    /** Adds what another has seen. */
    SplitFigures merge(SplitFigures other) {
        modalities.forEach((modality, figures) -> figures.merge(other.modalities.get(modality)));
        for (int index = 0; index < pixels.length; index++) {
            pixels[index] += other.pixels[index];
            entries[index] += other.entries[index];
            objects[index] += other.objects[index];
        }
        for (int v = 0; v < quantities.size(); v++) {
            quantities.get(v).merge(other.quantities.get(v));
        }
        ignored += other.ignored;
        labels += other.labels;
        return this;
    }

    /** {@return all of them together} */
    static SplitFigures sum(DatasetTable table, List<SplitFigures> parts) {
        return parts.stream().reduce(new SplitFigures(table), SplitFigures::merge);
    }

    /** {@return pixels of a class} */
    long pixels(int index) {
        return pixels[index];
    }

    /** {@return entries that have a class} */
    long entries(int index) {
        return entries[index];
    }

    /** {@return pixels without a class} */
    long ignored() {
        return ignored;
    }

    /** {@return pixels of all labels, with a class or without} */
    long allPixels() {
        long all = ignored;
        for (long one : pixels) {
            all += one;
        }
        return all;
    }

    /** {@return how many labels were counted} */
    long labels() {
        return labels;
    }
}
