// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.Extent;
import io.skysense.api.data.GeoReference;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.layout.FileLayout;
import io.skysense.dataset.kit.layout.SampleParts;
import io.skysense.raster.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The images of one modality of a scene: one file a date, or one file of all. One file is open at a time. */
final class ImageSeries implements AutoCloseable {

    /** What a Java array can hold. */
    private static final long MOST = Integer.MAX_VALUE - 8;

    private final List<DataFile> files;
    private final BandTable bands;
    private final FileLayout layout;
    private final Optional<ImageCube> given;
    private final Warnings warnings;
    private final Window frame;
    private final int height;
    private final int width;
    private final Extent extent;
    private final List<LocalDate> dates;
    private ImageFile open;
    private int opened;
    private long nonFinite;

    /**
     * Opens the first file.
     *
     * @param files one a date, or one of all dates
     * @param bands what each must hold
     * @param layout which bands of a file are taken, what arrays are called, where names carry dates
     * @param parts asked first
     * @param cut the part of each image that is taken; empty for all
     * @param warnings hears of invalid pixels
     * @throws IOException if it cannot be opened or has other bands
     */
    ImageSeries(
            List<DataFile> files,
            BandTable bands,
            FileLayout layout,
            SampleParts parts,
            Optional<Cut> cut,
            Warnings warnings)
            throws IOException {
        this.given = given(files, bands.modality(), parts);
        this.files = given.isPresent() ? files.subList(0, 1) : files;
        this.bands = bands;
        this.layout = layout;
        this.warnings = warnings;
        this.open = checked(0);
        try {
            this.frame = cut.isEmpty()
                    ? new Window(0, 0, open.width(), open.height())
                    : cut.get().of(open, files.get(0).name());
        } catch (DatasetException e) {
            open.close();
            throw e;
        }
        this.height = open.height();
        this.width = open.width();
        this.extent =
                new Extent(this.files.size() == 1 ? open.times() : this.files.size(), frame.height(), frame.width());
        try {
            this.dates = dates(parts);
        } catch (IOException | RuntimeException e) {
            open.close();
            throw e;
        }
    }

    private static Optional<ImageCube> given(List<DataFile> files, Modality modality, SampleParts parts)
            throws IOException {
        List<Path> paths = files.stream().flatMap(f -> f.path().stream()).toList();
        return paths.size() == files.size() ? parts.images(modality, paths) : Optional.empty();
    }

    private List<LocalDate> dates(SampleParts parts) throws IOException {
        Optional<Path> first = files.get(0).path();
        List<LocalDate> beside = first.isPresent() ? parts.dates(bands.modality(), first.get()) : List.of();
        if (!beside.isEmpty()) {
            if (beside.size() != extent.times()) {
                throw new DatasetException(files.get(0).name() + ": " + extent.times() + " images, and beside it "
                        + beside.size() + " dates");
            }
            return List.copyOf(beside);
        }
        return files.size() == 1 && !open.dates().isEmpty()
                ? open.dates()
                : new DateInName(layout.datePattern()).all(files, extent.times(), warnings);
    }

    /**
     * A square of an image.
     *
     * @param row of its centre
     * @param column of its centre
     * @param side its rows and columns
     */
    record Cut(double row, double column, int side) {

        private Window of(ImageFile image, String name) throws DatasetException {
            if (image.height() < side || image.width() < side) {
                throw new DatasetException(name + ": " + image.width() + "x" + image.height() + " pixels, of which "
                        + side + "x" + side + " are taken");
            }
            return new Window(corner(column, image.width()), corner(row, image.height()), side, side);
        }

        private int corner(double centre, int size) {
            return Math.max(0, Math.min(size - side, (int) Math.round(centre) - side / 2));
        }
    }

    /** {@return T, H and W of what is taken} */
    Extent extent() {
        return extent;
    }

    /** {@return one a time step; empty if they are unknown} */
    List<LocalDate> dates() {
        return dates;
    }

    /** {@return where the first image lies} */
    Optional<GeoReference> reference() throws IOException {
        return at(0).reference();
    }

    /**
     * Reads a window of one time step.
     *
     * @param time 0 to T-1
     * @param window inside the image
     * @return (C, h, w); invalid pixels hold the mean of the others of their band
     * @throws IOException if the file cannot be read
     */
    float[] read(int time, Window window) throws IOException {
        long count = (long) bands.bands().size() * window.height() * window.width();
        int file = files.size() == 1 ? 0 : time;
        if (count > MOST) {
            throw new DatasetException(
                    files.get(file).name() + ": " + (count >> 18) + " MiB of pixels are too many for one sample");
        }
        Window own = new Window(frame.x() + window.x(), frame.y() + window.y(), window.width(), window.height());
        ImageFile image = at(file);
        int[] taken = taken(image).stream().mapToInt(b -> b).toArray();
        ImageFile.Pixels read = image.read(files.size() == 1 ? time : 0, own, taken);
        if (read.nonFinite() > 0) {
            nonFinite += read.nonFinite();
            warnings.invalid(files.get(file).name(), read.nonFinite());
        }
        return read.values();
    }

    /** {@return values read so far that were NaN or infinite} */
    long nonFinite() {
        return nonFinite;
    }

    private ImageFile at(int file) throws IOException {
        if (open == null || file != opened) {
            close();
            ImageFile next = checked(file);
            if (next.height() != height || next.width() != width) {
                String size = next.width() + "x" + next.height();
                next.close();
                throw new DatasetException(files.get(file).name() + ": " + size + " pixels, but the series began with "
                        + width + "x" + height);
            }
            open = next;
            opened = file;
        }
        return open;
    }

    private ImageFile checked(int index) throws IOException {
        DataFile file = files.get(index);
        ImageFile image = given.isPresent()
                ? new GivenImage(given.get())
                : file.isArray() ? new ArrayImage(file, layout) : new RasterFile(file);
        Optional<String> fault = fault(image);
        if (fault.isPresent()) {
            image.close();
            throw new DatasetException(file.name() + ": " + fault.get());
        }
        return image;
    }

    private List<Integer> taken(ImageFile image) {
        return layout.bands(bands.modality(), image.bands());
    }

    private Optional<String> fault(ImageFile image) {
        int found = image.bands();
        String needs =
                bands.modality().key() + " has " + bands.bands().size() + ": " + String.join(", ", bands.bands());
        String has = found + (found == 1 ? " band" : " bands");
        List<Integer> taken = taken(image);
        if (taken.isEmpty() && found != bands.bands().size()) {
            return Optional.of(has + "; " + needs);
        }
        int most = taken.isEmpty() ? 0 : Collections.max(taken);
        if (most >= found) {
            return Optional.of(has + ", but band " + (most + 1) + " is taken; " + needs);
        }
        if (files.size() > 1 && image.times() != 1) {
            return Optional.of("an array of " + image.times() + " dates in a list of one file a date");
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
