// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.infer;

import io.skysense.api.progress.Progress;
import java.io.IOException;
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
}
