// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.s2naip.mm;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.layout.SampleParts;
import io.skysense.raster.InvalidPixels;
import io.skysense.raster.RasterReader;
import io.skysense.raster.ReadRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The series and the label of a published tile. */
final class TileParts implements SampleParts {

    private static final System.Logger LOG = System.getLogger(TileParts.class.getName());
    private static final String FINE = "_8.tif";
    private static final String COARSE = "_16.tif";
    private static final int S1_BANDS = 2;

    private final ClassTable classes;
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();

    TileParts(ClassTable classes) {
        this.classes = classes;
    }

    @Override
    public Optional<ImageCube> images(Modality modality, List<Path> files) throws IOException {
        return switch (modality) {
            case HR -> Optional.empty();
            case S2 -> sentinel2(files);
            case S1 ->
                files.size() == 1 && files.get(0).toString().endsWith(".tif")
                        ? Optional.of(StackedImages.dates(stack(files.get(0), S1_BANDS), S1_BANDS))
                        : Optional.empty();
        };
    }

    private static Optional<ImageCube> sentinel2(List<Path> files) throws IOException {
        Optional<Path> fine = ending(files, FINE);
        Optional<Path> coarse = ending(files, COARSE);
        if (files.size() != 2 || fine.isEmpty() || coarse.isEmpty()) {
            return Optional.empty();
        }
        ImageCube ten = stack(fine.get(), StackedImages.FINE);
        ImageCube twenty = stack(coarse.get(), StackedImages.COARSE);
        int times = ten.bands() / StackedImages.FINE;
        if (twenty.bands() / StackedImages.COARSE != times) {
            throw new DatasetException(coarse.get() + ": " + twenty.bands() / StackedImages.COARSE + " dates, but "
                    + fine.get().getFileName() + " has " + times);
        }
        return Optional.of(StackedImages.sentinel2(ten, twenty));
    }

    private static Optional<Path> ending(List<Path> files, String end) {
        return files.stream().filter(f -> f.toString().endsWith(end)).findFirst();
    }

    private static ImageCube stack(Path file, int bands) throws IOException {
        try (RasterReader reader = RasterReader.open(file)) {
            if (reader.bands() % bands != 0) {
                throw new DatasetException(file + ": " + reader.bands() + " bands are no series of " + bands);
            }
            float[] values = reader.readMasked(ReadRequest.of(reader.info().window()), InvalidPixels.BAND_MEAN)
                    .values();
            return new ImageCube(1, reader.bands(), reader.height(), reader.width(), values);
        }
    }

    @Override
    public Optional<LabelMap> label(Path file) throws IOException {
        return file.toString().endsWith(".geojson")
                ? Optional.of(OpenStreetMapLabel.read(file, classes, this::warn))
                : Optional.empty();
    }

    private void warn(String category) {
        if (unknown.add(category)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "s2naip-mm: features of the category " + category + " are not in the class table, and not drawn");
        }
    }
}
