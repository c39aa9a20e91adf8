// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.flair.mm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skysense.api.data.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The centres of the aerial patches in the Sentinel-2 images of their areas. */
final class CentrePoints {

    /** The file in the dataset's folder. */
    static final String FILE = "flair-2_centroids_sp_to_patch.json";

    private static final long LARGEST = 256L << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

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
        try {
            if (Files.size(file) > LARGEST) {
                throw new DatasetException(file + ": " + (Files.size(file) >> 20) + " MiB are no list of points");
            }
            for (Map.Entry<String, JsonNode> one : JSON.readTree(file.toFile()).properties()) {
                JsonNode point = one.getValue();
                if (point.size() != 2
                        || !point.get(0).isNumber()
                        || !point.get(1).isNumber()) {
                    throw new DatasetException(file + ": " + one.getKey() + ": row and column are expected");
                }
                centres.put(
                        one.getKey(),
                        List.of(point.get(0).asDouble(), point.get(1).asDouble()));
            }
        } catch (NoSuchFileException e) {
            throw new DatasetException(file + ": no such file; it says where the patches lie", e);
        } catch (JsonProcessingException e) {
            throw new DatasetException(
                    file + ": no JSON: line " + e.getLocation().getLineNr(), e);
        }
        return centres;
    }
}
