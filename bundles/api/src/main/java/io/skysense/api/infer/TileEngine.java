// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.infer;

import io.skysense.api.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Predicts whole rasters of any size, tile by tile, in memory that does not grow with the raster. */
@ProviderType
public interface TileEngine {

    /**
     * Writes the map of a raster.
     *
     * <p>The output appears under its name only when it is complete. A journal beside it lets a second call with
     * the same request go on where a killed one stopped.
     *
     * @param request what to predict and where to
     * @param progress watches; cancelling it keeps the journal and returns
     * @return what was written
     * @throws IOException if the run, the input or the output cannot be used
     */
    MapResult predict(MapRequest request, Progress progress) throws IOException;

    /**
     * Writes several maps of the same raster. Models whose backbones have equal weights share one pass over it: features are
     * computed once for all of their heads.
     *
     * @param requests of the same inputs, tile, overlap and test-time views, each with a run and an output of its own
     * @param progress watches
     * @return what was written, one a request
     * @throws IOException if a run, the input or an output cannot be used
     * @throws IllegalArgumentException if the requests are of different inputs, tiles or views
     */
    default List<MapResult> predict(List<MapRequest> requests, Progress progress) throws IOException {
        List<MapResult> results = new ArrayList<>();
        for (MapRequest request : requests) {
            results.add(predict(request, progress));
        }
        return results;
    }
}
