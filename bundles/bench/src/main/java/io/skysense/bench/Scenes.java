// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import io.skysense.raster.Gdal;
import java.io.IOException;
import java.nio.file.Path;
import org.gdal.gdal.Dataset;
import org.gdal.gdal.gdal;
import org.gdal.gdalconst.gdalconst;

/** Rasters to predict, of any size. */
final class Scenes {

    private static final int BANDS = 3;
    private static final String[] OPTIONS = {"TILED=YES", "SPARSE_OK=TRUE", "BIGTIFF=IF_SAFER"};

    private Scenes() {}

    /**
     * Makes a raster of zeros that takes next to no space.
     *
     * @param file the target
     * @param side in pixels
     * @return the file
     * @throws IOException if it cannot be written
     */
    static Path sparse(Path file, int side) throws IOException {
        Gdal.require();
        Dataset dataset =
                gdal.GetDriverByName("GTiff").Create(file.toString(), side, side, BANDS, gdalconst.GDT_Byte, OPTIONS);
        if (dataset == null) {
            throw new IOException(file + ": cannot be written: " + gdal.GetLastErrorMsg());
        }
        dataset.delete();
        return file;
    }
}
