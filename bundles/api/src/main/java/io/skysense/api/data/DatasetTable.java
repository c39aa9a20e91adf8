// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

import java.util.List;
import java.util.Optional;

/**
 * What a dataset is, as data.
 *
 * @param name the name in list files and presets
 * @param title the name people use
 * @param bands one table a modality
 * @param classes the classes of its labels; none if it has quantities alone
 * @param quantities the numbers that it knows of its places
 * @param splits names of its splits; the list file of a split is {@code <name>_<split>.json}
 * @param licence terms of use
 * @param homepage where it is described
 * @param obtain how to get it, in a sentence
 * @param notes what differs from other descriptions of the dataset, a sentence each
 */
public record DatasetTable(
        String name,
        String title,
        List<BandTable> bands,
        ClassTable classes,
        List<Quantity> quantities,
        List<String> splits,
        String licence,
        String homepage,
        String obtain,
        List<String> notes) {

    /** Copies the lists. */
    public DatasetTable {
        bands = List.copyOf(bands);
        splits = List.copyOf(splits);
        // Tables kept in files before there were notes or quantities have none.
        quantities = quantities == null ? List.of() : List.copyOf(quantities);
        notes = notes == null ? List.of() : List.copyOf(notes);
    }

    /**
     * A table of classes alone.
     *
     * @param name the name in list files and presets
     * @param title the name people use
     * @param bands one table a modality
     * @param classes the classes of its labels
     * @param splits names of its splits
     * @param licence terms of use
     * @param homepage where it is described
     * @param obtain how to get it, in a sentence
     * @param notes what differs from other descriptions of the dataset, a sentence each
     */
    public DatasetTable(
            String name,
            String title,
            List<BandTable> bands,
            ClassTable classes,
            List<String> splits,
            String licence,
            String homepage,
            String obtain,
            List<String> notes) {
        this(name, title, bands, classes, List.of(), splits, licence, homepage, obtain, notes);
    }

    /**
     * A table of classes alone, without notes.
     *
     * @param name the name in list files and presets
     * @param title the name people use
     * @param bands one table a modality
     * @param classes the classes of its labels
     * @param splits names of its splits
     * @param licence terms of use
     * @param homepage where it is described
     * @param obtain how to get it, in a sentence
     */
    public DatasetTable(
            String name,
            String title,
            List<BandTable> bands,
            ClassTable classes,
            List<String> splits,
            String licence,
            String homepage,
            String obtain) {
        this(name, title, bands, classes, splits, licence, homepage, obtain, List.of());
    }

    /**
     * The bands of a modality.
     *
     * @param modality the sensor
     * @return its table, if the dataset has that modality
     */
    public Optional<BandTable> bands(Modality modality) {
        return bands.stream().filter(b -> b.modality() == modality).findFirst();
    }
}
