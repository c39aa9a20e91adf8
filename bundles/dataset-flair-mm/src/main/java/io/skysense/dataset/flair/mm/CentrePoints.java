// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.flair.mm;

import com.fasterxml.jackson.databind.JsonNode;
import io.skysense.api.data.DatasetException;
import io.skysense.dataset.kit.layout.SideFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The centres of the aerial patches in the Sentinel-2 images of their areas. */
final class CentrePoints {

    /** The file in the dataset's folder. */
    static final String FILE = "flair-2_centroids_sp_to_patch.json";

    private static final long LARGEST = 256L << 20;

    private CentrePoints() {}

    /**
     * Reads the file.
     *
     * @param file {@value #FILE}
     * @return row and column by the name of the aerial image
     * @throws DatasetException if it is missing or not what it should be; names the image
     * @throws IOException if it cannot be read
     */
    static Map<String, List<Double>> read(Path file) throws IOException {
        Map<String, List<Double>> centres = new HashMap<>();
        for (Map.Entry<String, JsonNode> one :
                SideFile.read(file, LARGEST, "where the patches lie").properties()) {
            JsonNode point = one.getValue();
            if (point.size() != 2 || !point.get(0).isNumber() || !point.get(1).isNumber()) {
                throw new DatasetException(file + ": " + one.getKey() + ": row and column are expected");
            }
            centres.put(
                    one.getKey(), List.of(point.get(0).asDouble(), point.get(1).asDouble()));
        }
        return centres;
    }
}
