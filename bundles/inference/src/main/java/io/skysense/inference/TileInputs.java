// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.data.BandTable;
import io.skysense.raster.RasterException;
import io.skysense.raster.RasterInfo;
import io.skysense.raster.RasterPool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The opened rasters of a job: the dates of one place, on one grid. */
final class TileInputs implements AutoCloseable {

    private final List<RasterPool> dates;

    private TileInputs(List<RasterPool> dates) {
        this.dates = dates;
    }

    /**
     * Opens them.
     *
     * @param files in the order of their dates
     * @return the rasters; the caller closes them
     * @throws RasterException if one cannot be opened
     */
    static TileInputs open(List<Path> files) throws RasterException {
        TileInputs inputs = new TileInputs(new ArrayList<>());
        try {
            for (Path file : files) {
                inputs.dates.add(RasterPool.open(file));
            }
            return inputs;
        } catch (RasterException | RuntimeException e) {
            inputs.close();
            throw e;
        }
    }

    /** {@return the rasters} */
    List<RasterPool> dates() {
        return dates;
    }

    /** {@return what the first is: the map is like it} */
    RasterInfo info() {
        return dates.get(0).info();
    }

    /**
     * Checks that they suit a model.
     *
     * @param wanted dates that it looks at
     * @param bands that it reads
     * @throws IOException if there are more or fewer, they differ in size or place, or have other bands
     */
    void check(int wanted, BandTable bands) throws IOException {
        if (dates.size() != wanted) {
            throw new IOException("the model looks at " + wanted + (wanted == 1 ? " date" : " dates") + "; "
                    + dates.size() + (dates.size() == 1 ? " raster is" : " rasters are") + " given");
        }
        RasterInfo first = info();
        for (RasterPool date : dates) {
            RasterInfo info = date.info();
            RequestCheck.bands(info, bands);
            if (info.width() != first.width() || info.height() != first.height()) {
                throw new IOException(info.source() + ": " + info.width() + "x" + info.height() + " pixels, but "
                        + first.source() + " has " + first.width() + "x" + first.height()
                        + "; dates of a place lie on one grid");
            }
            if (!info.reference().equals(first.reference())) {
                throw new IOException(info.source() + ": lies elsewhere than " + first.source()
                        + "; dates of a place lie on one grid");
            }
        }
    }

    @Override
    public void close() {
        dates.forEach(RasterPool::close);
    }
}
