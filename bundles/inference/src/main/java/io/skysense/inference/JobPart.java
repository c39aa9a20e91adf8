// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.MapResult;
import io.skysense.api.model.Model;
import io.skysense.raster.RasterInfo;

/**
 * What one output of a job is made from.
 *
 * @param request what is asked
 * @param model stays the caller's
 * @param info of the input
 * @param grid the tiles
 * @param key of the output
 */
record JobPart(MapRequest request, Model model, RasterInfo info, TileGrid grid, JobKey key) {

    /** {@return what the output is called, and says of itself} */
    MapSpecs specs() {
        return new MapSpecs(request, info, key, model.spec(), model.versions());
    }

    /**
     * The result.
     *
     * @param first number of the first batch that an earlier call had not done
     * @param complete whether the output is there
     * @return what was written
     */
    MapResult result(int first, boolean complete) {
        return new MapResult(
                request.output(),
                info.width(),
                info.height(),
                grid.tiles(),
                grid.tilesBefore(first),
                complete,
                model.versions());
    }
}
