// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

import java.io.IOException;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One sample of a dataset, opened but not read: pieces of it are read when they are asked for. Images of different
 * modalities cover the same ground, each at its own resolution. Used and closed by the thread that opened it.
 */
@ConsumerType
public interface Scene extends AutoCloseable {

    /** {@return what names the sample in messages and reports} */
    String id();

    /** {@return the modalities that are present, at least one} */
    Set<Modality> modalities();

    /**
     * The size of a modality.
     *
     * @param modality one that is present
     * @return its dates, rows and columns
     * @throws IOException if its files are missing, damaged or do not match the table
     */
    Extent extent(Modality modality) throws IOException;

    /**
     * The acquisition dates of a modality.
     *
     * @param modality one that is present
     * @return one a time step; empty if they are unknown
     * @throws IOException if its files cannot be read
     */
    List<LocalDate> dates(Modality modality) throws IOException;

    /**
     * Reads a window of one time step.
     *
     * @param modality one that is present
     * @param time 0 to T-1
     * @param row its upper row, from 0
     * @param column its left column, from 0
     * @param height its rows; the window lies inside the image
     * @param width its columns
     * @return (1, C, height, width) in the unit of the source
     * @throws IOException if the files cannot be read
     */
    ImageCube read(Modality modality, int time, int row, int column, int height, int width) throws IOException;

    /**
     * Reads the label.
     *
     * @return the class indices, as large as the HR image, else as the first modality present; empty if not known
     * @throws IOException if the file cannot be read or holds values that the table does not know
     */
    Optional<LabelMap> label() throws IOException;

    /**
     * Reads all that is known of the sample.
     *
     * @return its labels; maps are as large as the HR image, else as the first modality present
     * @throws IOException as {@link #label}
     */
    default Labels labels() throws IOException {
        return Labels.of(label());
    }

    /**
     * Which classes occur in the label.
     *
     * @return class indices, ascending; empty if the label is not known or holds no class
     * @throws IOException as {@link #label}
     */
    default SortedSet<Integer> labelClasses() throws IOException {
        BitSet present = new BitSet();
        Optional<LabelMap> label = label();
        if (label.isPresent()) {
            for (byte index : label.get().classes()) {
                present.set(index & 0xff);
            }
        }
        present.clear(ClassTable.IGNORE);
        return present.stream().boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * How many values were not usable.
     *
     * @param modality one that is present
     * @return values among those read so far that were NaN or infinite in the file, and for which others stand
     */
    default long nonFinite(Modality modality) {
        return 0;
    }

    /**
     * Where the sample lies.
     *
     * @return the georeference of the label's grid, if known
     * @throws IOException if the files cannot be read
     */
    Optional<GeoReference> place() throws IOException;

    @Override
    void close();
}
