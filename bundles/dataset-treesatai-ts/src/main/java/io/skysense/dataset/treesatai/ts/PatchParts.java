// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.treesatai.ts;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.layout.SampleParts;
import io.skysense.raster.RasterReader;
import io.skysense.raster.ReadRequest;
import io.skysense.raster.Resampling;
import io.skysense.raster.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The images of a patch on grids of which one divides the other: 32 aerial pixels for one of the series, as in all that
 * the model was pretrained on. The published 304 pixels become 384, and each of the published 6 two.
 *
 * @param table the bands
 */
record PatchParts(DatasetTable table) implements SampleParts {

    /** Pixels of the aerial image. */
    static final int AERIAL_SIDE = 384;

    /** Pixels of the series for one that is published. */
    static final int FACTOR = 2;

    private static final String SERIES = ".h5";

    /** Files have infrared, green, blue, red. */
    private static final int[] RED_GREEN_BLUE = {4, 2, 3};

    @Override
    public List<LocalDate> dates(Modality modality, Path file) throws IOException {
        return file.toString().endsWith(SERIES) ? SentinelSeries.dates(file, modality) : List.of();
    }

    @Override
    public Optional<ImageCube> images(Modality modality, List<Path> files) throws IOException {
        Path file = files.get(0);
        if (modality == Modality.HR) {
            return Optional.of(aerial(file));
        }
        if (!file.toString().endsWith(SERIES)) {
            return Optional.empty();
        }
        BandTable bands = table.bands(modality).orElseThrow();
        return Optional.of(enlarged(SentinelSeries.read(file, modality, bands)));
    }

    private static ImageCube aerial(Path file) throws IOException {
        try (RasterReader reader = RasterReader.openUnplaced(file)) {
            if (reader.bands() < RED_GREEN_BLUE.length + 1) {
                throw new DatasetException(
                        file + ": " + reader.bands() + " bands; infrared, green, blue and red are expected");
            }
            float[] values = reader.readFloats(ReadRequest.of(new Window(0, 0, reader.width(), reader.height()))
                    .withBands(RED_GREEN_BLUE)
                    .withSize(AERIAL_SIDE, AERIAL_SIDE, Resampling.BILINEAR));
            return new ImageCube(1, RED_GREEN_BLUE.length, AERIAL_SIDE, AERIAL_SIDE, values);
        }
    }

    private static ImageCube enlarged(ImageCube series) {
        int height = FACTOR * series.height();
        int width = FACTOR * series.width();
        float[] values = new float[FACTOR * FACTOR * series.values().length];
        for (int i = 0; i < values.length; i++) {
            // Rows of all bands and dates follow each other, in both grids.
            values[i] = series.values()[i / width / FACTOR * series.width() + i % width / FACTOR];
        }
        return new ImageCube(series.times(), series.bands(), height, width, values);
    }
}
