// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.GeoReference;
import io.skysense.raster.Window;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** One opened file with images of one modality. Used and closed by the thread that opened it. */
interface ImageFile extends AutoCloseable {

    /** {@return T; 1 for all but arrays that hold a series} */
    int times();

    /** {@return C} */
    int bands();

    /** {@return H} */
    int height();

    /** {@return W} */
    int width();

    /** {@return the dates that the file itself holds, one a time step; empty if it holds none} */
    List<LocalDate> dates();

    /**
     * Finds out where it lies.
     *
     * @return the place, if the file says it
     * @throws IOException if the file cannot be read
     */
    Optional<GeoReference> reference() throws IOException;

    /**
     * Reads a window of one time step.
     *
     * @param time 0 to T-1
     * @param window inside the image
     * @param bands those to take, from 0; empty for all
     * @return (C, h, w), and how many values were not finite: they hold the mean of the others of their band, as do
     *     those without data
     * @throws IOException if the file cannot be read
     */
    Pixels read(int time, Window window, int[] bands) throws IOException;

    @Override
    void close();

    /**
     * What was read.
     *
     * @param values (C, h, w)
     * @param nonFinite values that were NaN or infinite
     */
    record Pixels(float[] values, long nonFinite) {}
}
