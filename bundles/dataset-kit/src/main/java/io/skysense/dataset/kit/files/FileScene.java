// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.Extent;
import io.skysense.api.data.GeoReference;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Labels;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Scene;
import io.skysense.api.data.ValueMap;
import io.skysense.raster.RasterException;
import io.skysense.raster.Window;
import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** The files of one list entry, opened when they are needed. */
final class FileScene implements Scene {

    private final String id;
    private final String place;
    private final Map<Modality, Opener> openers;
    private final Map<Modality, ImageSeries> series = new EnumMap<>(Modality.class);
    private final Optional<LabelFile> label;
    private final boolean drawnOnHr;
    private final KnownOfPlace known;
    private Optional<CommonExtent> common = Optional.empty();

    /** Opens the files of a modality. */
    interface Opener {
        ImageSeries open() throws IOException;
    }

    /**
     * A scene.
     *
     * @param id what it is called
     * @param place how messages begin: list file and entry
     * @param openers of the modalities that are present
     * @param label its label, which is closed with the scene
     * @param drawnOnHr whether the label was drawn on the HR image
     * @param known what is known beside the label
     */
    FileScene(
            String id,
            String place,
            Map<Modality, Opener> openers,
            Optional<LabelFile> label,
            boolean drawnOnHr,
            KnownOfPlace known) {
        this.id = id;
        this.place = place;
        this.openers = openers;
        this.label = label;
        this.drawnOnHr = drawnOnHr;
        this.known = known;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Set<Modality> modalities() {
        return openers.keySet();
    }

    @Override
    public Extent extent(Modality modality) throws IOException {
        return placed(() -> {
            Extent whole = series(modality).extent();
            return common.isEmpty()
                    ? whole
                    : common.get().cut(whole, reference().extent());
        });
    }

    @Override
    public List<LocalDate> dates(Modality modality) throws IOException {
        return placed(() -> series(modality).dates());
    }

    @Override
    public ImageCube read(Modality modality, int time, int row, int column, int height, int width) throws IOException {
        float[] values = placed(() -> series(modality).read(time, new Window(column, row, width, height)));
        return new ImageCube(1, values.length / (height * width), height, width, values);
    }

    @Override
    public Optional<LabelMap> label() throws IOException {
        if (label.isEmpty()) {
            return Optional.empty();
        }
        LabelMap read = placed(label.get()::read);
        if (onAnotherGrid()) {
            Extent grid = placed(() -> reference().extent());
            return Optional.of(MajorityGrid.of(read, grid.height(), grid.width()));
        }
        int factor = placed(this::factor);
        if (factor > 1) {
            return Optional.of(enlarged(read, factor));
        }
        return Optional.of(common.isEmpty() ? read : common.get().crop(read));
    }

    @Override
    public Labels labels() throws IOException {
        Optional<ValueMap> quantities =
                placed(() -> known.quantities(reference().extent()));
        return new Labels(label(), quantities, known.shares(), known.objects());
    }

    /** {@return how many image pixels a label pixel is wide and high; 1 if that is no whole number} */
    private int factor() throws IOException {
        Extent image = reference().extent();
        LabelFile drawn = label.orElseThrow();
        int factor = Math.max(1, image.height() / drawn.height());
        return drawn.height() * factor == image.height() && drawn.width() * factor == image.width() ? factor : 1;
    }

    private static LabelMap enlarged(LabelMap label, int factor) {
        int height = label.height() * factor;
        int width = label.width() * factor;
        byte[] classes = new byte[height * width];
        for (int row = 0; row < height; row++) {
            int line = row / factor * label.width();
            for (int column = 0; column < width; column++) {
                classes[row * width + column] = label.classes()[line + column / factor];
            }
        }
        return new LabelMap(height, width, classes);
    }

    @Override
    public SortedSet<Integer> labelClasses() throws IOException {
        if (label.isEmpty() || common.isPresent() || onAnotherGrid()) {
            return Scene.super.labelClasses();
        }
        return placed(label.get()::classes);
    }

    @Override
    public long nonFinite(Modality modality) {
        ImageSeries read = series.get(modality);
        return read == null ? 0 : read.nonFinite();
    }

    /** The label was drawn on the HR image, which is not asked for. */
    private boolean onAnotherGrid() {
        return drawnOnHr && !openers.containsKey(Modality.HR);
    }

    @Override
    public Optional<GeoReference> place() throws IOException {
        return placed(() -> reference().reference());
    }

    /** What is done with the files. */
    private interface Work<T> {
        T run() throws IOException;
    }

    /** Says in messages which entry the file belongs to. */
    private <T> T placed(Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (DatasetException | RasterException e) {
            throw new DatasetException(place + e.getMessage(), e);
        }
    }

    /** {@return how label and image differ in size; empty if they do not} */
    Optional<String> mismatch() throws IOException {
        if (label.isEmpty() || onAnotherGrid() || factor() > 1) {
            return Optional.empty();
        }
        Extent image = reference().extent();
        LabelFile drawn = label.get();
        return image.height() == drawn.height() && image.width() == drawn.width()
                ? Optional.empty()
                : Optional.of("the label is " + drawn.width() + "x" + drawn.height() + " pixels, the image "
                        + image.width() + "x" + image.height());
    }

    /** Takes from label and images what they have in common, from now on. */
    void crop() throws IOException {
        Extent image = reference().extent();
        LabelFile drawn = label.orElseThrow();
        common = Optional.of(
                new CommonExtent(Math.min(image.height(), drawn.height()), Math.min(image.width(), drawn.width())));
    }

    private ImageSeries reference() throws IOException {
        return series(openers.keySet().iterator().next());
    }

    private ImageSeries series(Modality modality) throws IOException {
        ImageSeries known = series.get(modality);
        if (known == null) {
            Opener opener = openers.get(modality);
            if (opener == null) {
                throw new IllegalArgumentException(id + ": has no " + modality.key());
            }
            known = opener.open();
            series.put(modality, known);
        }
        return known;
    }

    @Override
    public void close() {
        series.values().forEach(ImageSeries::close);
        series.clear();
        label.ifPresent(LabelFile::close);
    }
}
