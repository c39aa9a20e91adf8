// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.layout;

import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Parts of samples that a dataset holds in a way of its own, which {@link FileLayout} has no word for. One object serves
 * one opened dataset and all threads that read it; each method is asked before the usual way is tried. Only files in
 * folders are asked about.
 */
@ConsumerType
public interface SampleParts {

    /** All parts are held in the usual way. */
    SampleParts USUAL = new SampleParts() {};

    /**
     * Dates that stand beside the images.
     *
     * @param modality the sensor
     * @param file of the series, the first if there are several
     * @return one a time step; empty if the names of the files or the files themselves say them
     * @throws IOException if the file that holds them cannot be read
     */
    default List<LocalDate> dates(Modality modality, Path file) throws IOException {
        return List.of();
    }

    /**
     * Images that are to be put together in another way than one file a date.
     *
     * @param modality the sensor
     * @param files as the list names them, at least one
     * @return (T, C, H, W) with the table's bands; empty for the usual way
     * @throws IOException if the files cannot be read; the message begins with the file
     */
    default Optional<ImageCube> images(Modality modality, List<Path> files) throws IOException {
        return Optional.empty();
    }

    /**
     * Labels that are no raster of class values.
     *
     * @param file as the list names it
     * @return label values, one unsigned byte a pixel, as a label file would hold them; empty for the usual way
     * @throws IOException if the file cannot be read; the message begins with the file
     */
    default Optional<LabelMap> label(Path file) throws IOException {
        return Optional.empty();
    }
}
