// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.GeoReference;
import io.skysense.api.data.ImageCube;
import io.skysense.raster.InvalidPixels;
import io.skysense.raster.MaskedPixels;
import io.skysense.raster.RasterReader;
import io.skysense.raster.ReadRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the files of one modality of a sample. */
final class ImageFiles {

    private final Warnings warnings;

    ImageFiles(Warnings warnings) {
        this.warnings = warnings;
    }

    /**
     * What the files hold.
     *
     * @param cube (T, C, H, W)
     * @param dates one a file; empty if not every name has one
     * @param reference where the first file lies
     */
    record Series(ImageCube cube, List<LocalDate> dates, Optional<GeoReference> reference) {}

    /**
     * Reads a series.
     *
     * @param files one a date, at least one
     * @param bands what each must hold
     * @return the series, in the order of the files
     * @throws DatasetException if a file has other bands, or another size than the first
     * @throws IOException if a file cannot be read
     */
    Series read(List<Path> files, BandTable bands) throws IOException {
        float[] values = null;
        int height = 0;
        int width = 0;
        Optional<GeoReference> reference = Optional.empty();
        for (int t = 0; t < files.size(); t++) {
            Path file = files.get(t);
            try (RasterReader reader = RasterReader.open(file)) {
                checkBands(file, reader.bands(), bands);
                if (values == null) {
                    height = reader.height();
                    width = reader.width();
                    values = allocate(file, (long) files.size() * reader.bands() * height * width);
                    reference = reader.info().reference();
                } else if (reader.height() != height || reader.width() != width) {
                    throw new DatasetException(file + ": " + reader.width() + "x" + reader.height()
                            + " pixels, but the series began with " + width + "x" + height);
                }
                float[] pixels = pixels(file, reader);
                System.arraycopy(pixels, 0, values, t * pixels.length, pixels.length);
            }
        }
        ImageCube cube = new ImageCube(files.size(), bands.bands().size(), height, width, values);
        return new Series(cube, dates(files), reference);
    }

    private static void checkBands(Path file, int found, BandTable bands) throws DatasetException {
        if (found != bands.bands().size()) {
            throw new DatasetException(file + ": " + found + (found == 1 ? " band" : " bands") + "; "
                    + bands.modality().key() + " has " + bands.bands().size() + ": "
                    + String.join(", ", bands.bands()));
        }
    }

    private static float[] allocate(Path file, long count) throws DatasetException {
        try {
            return new float[Math.toIntExact(count)];
        } catch (ArithmeticException | OutOfMemoryError e) {
            throw new DatasetException(file + ": " + (count >> 18) + " MiB of pixels are too many for one sample", e);
        }
    }

    private float[] pixels(Path file, RasterReader reader) throws IOException {
        MaskedPixels read = reader.readMasked(ReadRequest.of(reader.info().window()), InvalidPixels.BAND_MEAN);
        if (read.nonFinite() > 0) {
            warnings.once(file + ": " + read.nonFinite()
                    + " values are NaN or infinite; the mean of their band stands for them");
        }
        return read.values();
    }

    private static List<LocalDate> dates(List<Path> files) {
        List<LocalDate> dates = new ArrayList<>(files.size());
        for (Path file : files) {
            DateInName.find(file.getFileName().toString()).ifPresent(dates::add);
        }
        return dates.size() == files.size() ? dates : List.of();
    }
}
