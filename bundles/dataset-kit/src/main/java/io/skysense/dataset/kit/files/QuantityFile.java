// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.Extent;
import io.skysense.api.data.Quantity;
import io.skysense.api.data.ValueMap;
import io.skysense.raster.Fill;
import io.skysense.raster.InvalidPixels;
import io.skysense.raster.RasterReader;
import io.skysense.raster.ReadRequest;
import io.skysense.raster.Window;
import java.io.IOException;
import java.util.List;

/**
 * A raster of quantities, one a band, in the order of the table. Pixels without data, NaN and infinity are not known. Its
 * pixels are those of the image, or squares of them.
 *
 * @param file any raster
 * @param quantities the table's
 */
record QuantityFile(DataFile file, List<Quantity> quantities) {

    private static final InvalidPixels UNKNOWN = new InvalidPixels(Fill.with(Float.NaN), Fill.with(Float.NaN));

    /**
     * Reads it.
     *
     * @param grid the grid that labels of the sample lie on
     * @return the quantities
     * @throws DatasetException if it has other bands or another size
     * @throws IOException if it cannot be read
     */
    ValueMap read(Extent grid) throws IOException {
        try (RasterReader reader = file.open()) {
            if (reader.bands() != quantities.size()) {
                throw new DatasetException(file.name() + ": " + reader.bands() + " bands; the table has "
                        + quantities.size() + " quantities: "
                        + String.join(
                                ", ", quantities.stream().map(Quantity::name).toList()));
            }
            int factor = Math.max(1, grid.height() / reader.height());
            if (reader.height() * factor != grid.height() || reader.width() * factor != grid.width()) {
                throw new DatasetException(file.name() + ": " + reader.width() + "x" + reader.height()
                        + " pixels of quantities; the image has " + grid.width() + "x" + grid.height());
            }
            ReadRequest all = ReadRequest.of(new Window(0, 0, reader.width(), reader.height()));
            float[] values = reader.readFilled(all, UNKNOWN).values();
            return enlarged(values, reader.width(), grid, factor);
        }
    }

    private ValueMap enlarged(float[] values, int width, Extent grid, int factor) {
        if (factor == 1) {
            return new ValueMap(quantities.size(), grid.height(), grid.width(), values);
        }
        float[] all = new float[Math.multiplyExact(quantities.size(), grid.height() * grid.width())];
        for (int i = 0; i < all.length; i++) {
            // Rows of all bands follow each other, in both grids.
            all[i] = values[i / grid.width() / factor * width + i % grid.width() / factor];
        }
        return new ValueMap(quantities.size(), grid.height(), grid.width(), all);
    }
}
