// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.pastis.mm;

import com.fasterxml.jackson.databind.JsonNode;
import io.skysense.api.data.DatasetException;
import io.skysense.dataset.kit.layout.SideFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code metadata.geojson} says of the patches: their folds, and the dates of their series. */
final class Patches {

    /** The file in the dataset's folder. */
    static final String FILE = "metadata.geojson";

    private static final long LARGEST = 256L << 20;

    /**
     * One patch.
     *
     * @param fold 1 to 5
     * @param s2 dates of the Sentinel-2 series, in its order
     * @param s1 dates of the Sentinel-1 series of ascending orbits
     */
    record Patch(int fold, List<LocalDate> s2, List<LocalDate> s1) {}

    private Patches() {}

    /**
     * Reads the file.
     *
     * @param file {@value #FILE}
     * @return the patches by number
     * @throws DatasetException if it is missing or not what it should be; names the patch
     * @throws IOException if it cannot be read
     */
    static Map<Integer, Patch> read(Path file) throws IOException {
        Map<Integer, Patch> patches = new TreeMap<>();
        for (JsonNode feature :
                SideFile.read(file, LARGEST, "the dates and the folds").path("features")) {
            JsonNode said = feature.path("properties");
            JsonNode number = said.path("ID_PATCH");
            if (!number.canConvertToInt()) {
                throw new DatasetException(file + ": a feature without ID_PATCH");
            }
            String place = file + ": patch " + number.asInt() + ": ";
            Patch patch = new Patch(
                    said.path("Fold").asInt(), dates(said, "dates-S2", place), dates(said, "dates-S1A", place));
            patches.put(number.asInt(), patch);
        }
        if (patches.isEmpty()) {
            throw new DatasetException(file + ": no patches");
        }
        return patches;
    }

    /** Dates are numbers yyyyMMdd under the keys "0", "1", and so on. */
    private static List<LocalDate> dates(JsonNode said, String key, String place) throws DatasetException {
        List<LocalDate> dates = new ArrayList<>();
        JsonNode table = said.path(key);
        for (int i = 0; i < table.size(); i++) {
            String text = table.path(Integer.toString(i)).asText();
            try {
                dates.add(LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE));
            } catch (DateTimeException e) {
                throw new DatasetException(place + key + ": " + i + ": \"" + text + "\" is not yyyyMMdd", e);
            }
        }
        return dates;
    }
}
