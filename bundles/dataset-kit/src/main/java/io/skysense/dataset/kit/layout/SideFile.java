// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.layout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.skysense.api.data.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A JSON file of a dataset that stands beside its images: dates, folds, places, shapes. */
public final class SideFile {

    private static final JsonMapper JSON = new JsonMapper();

    private SideFile() {}

    /**
     * Reads one.
     *
     * @param file the file
     * @param most bytes that it may have: it is read into memory whole
     * @param holds what it is there for, for the message if it is missing
     * @return its content
     * @throws DatasetException if it is missing, too large or no JSON; names it
     * @throws IOException if it cannot be read
     */
    public static JsonNode read(Path file, long most, String holds) throws IOException {
        try {
            if (Files.size(file) > most) {
                throw new DatasetException(
                        file + ": " + (Files.size(file) >> 20) + " MiB; at most " + (most >> 20) + " are read");
            }
            return JSON.readTree(file.toFile());
        } catch (NoSuchFileException e) {
            throw new DatasetException(file + ": no such file; it holds " + holds, e);
        } catch (JsonProcessingException e) {
            throw new DatasetException(
                    file + ": no JSON: line " + e.getLocation().getLineNr(), e);
        }
    }
}
