// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.Modality;
import io.skysense.raster.RasterInfo;
import io.skysense.raster.RasterPool;
import java.util.List;

/**
 * The rasters of one sensor.
 *
 * @param bands that the model reads of them
 * @param ratio pixels of the map on the side of one of theirs
 * @param dates one a date, on one grid
 */
record SensorInput(BandTable bands, int ratio, List<RasterPool> dates) {

    /** Copies the list. */
    SensorInput {
        dates = List.copyOf(dates);
    }

    /** {@return the sensor} */
    Modality modality() {
        return bands.modality();
    }

    /** {@return what the first raster is} */
    RasterInfo info() {
        return dates.get(0).info();
    }

    /** {@return D*C, the planes of a tile} */
    int planes() {
        return dates.size() * bands.bands().size();
    }

    /** {@return how many images of the map's pixels its dates amount to} */
    double images() {
        return (double) dates.size() / (ratio * ratio);
    }

    /** {@return bytes of a tile whose side has so many pixels of the map} */
    long tileBytes(int side) {
        long own = side / ratio;
        return Float.BYTES * planes() * own * own;
    }
}
