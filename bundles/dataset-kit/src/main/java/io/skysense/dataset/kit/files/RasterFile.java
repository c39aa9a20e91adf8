// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.GeoReference;
import io.skysense.raster.FilledPixels;
import io.skysense.raster.InvalidPixels;
import io.skysense.raster.RasterException;
import io.skysense.raster.RasterReader;
import io.skysense.raster.ReadRequest;
import io.skysense.raster.Window;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An image of any format that GDAL reads. */
final class RasterFile implements ImageFile {

    private final DataFile file;
    private final RasterReader reader;

    RasterFile(DataFile file) throws RasterException {
        this.file = file;
        reader = file.open();
    }

    @Override
    public int times() {
        return 1;
    }

    @Override
    public int bands() {
        return reader.bands();
    }

    @Override
    public int height() {
        return reader.height();
    }

    @Override
    public int width() {
        return reader.width();
    }

    @Override
    public List<LocalDate> dates() {
        return List.of();
    }

    @Override
    public Optional<GeoReference> reference() throws RasterException {
        return file.reference();
    }

    @Override
    public Pixels read(int time, Window window, int[] bands) throws RasterException {
        ReadRequest all = ReadRequest.of(window);
        int[] numbers = Arrays.stream(bands).map(b -> b + 1).toArray();
        FilledPixels read =
                reader.readFilled(bands.length == 0 ? all : all.withBands(numbers), InvalidPixels.BAND_MEAN);
        return new Pixels(read.values(), read.nonFinite());
    }

    @Override
    public void close() {
        reader.close();
    }
}
