// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.data.Modality;
import io.skysense.raster.RasterInfo;
import io.skysense.raster.RasterPool;
import java.io.IOException;

/** Checks the dates of one sensor. */
final class DatesCheck {

    private DatesCheck() {}

    /**
     * Checks them.
     *
     * @param input rasters of one sensor
     * @param model reads them
     * @throws IOException if the model looks at more or fewer, one has other bands, or they lie on different grids
     */
    static void of(SensorInput input, TileModel model) throws IOException {
        int count = input.dates().size();
        boolean series = model.dates() == 1 && model.readsSeries() && input.modality() != Modality.HR;
        if (count != model.dates() && !series) {
            throw new IOException("the model looks at " + model.dates() + (model.dates() == 1 ? " date" : " dates")
                    + "; " + count + (count == 1 ? " raster is" : " rasters are") + " given");
        }
        RasterInfo first = input.info();
        for (RasterPool date : input.dates()) {
            RasterInfo info = date.info();
            RequestCheck.bands(info, input.bands());
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
}
