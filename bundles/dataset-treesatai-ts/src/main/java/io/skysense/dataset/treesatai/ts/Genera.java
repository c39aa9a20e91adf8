// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.treesatai.ts;

import com.fasterxml.jackson.databind.JsonNode;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetException;
import io.skysense.dataset.kit.layout.SideFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which genera grow on each patch.
 *
 * @param file what says it
 * @param shares by file name of the patch, pairs of a genus and its share
 * @param classes the genera
 */
record Genera(Path file, JsonNode shares, ClassTable classes) {

    private static final String NAME = "TreeSatBA_v9_60m_multi_labels.json";
    private static final long LARGEST = 256L << 20;

    /** The share from which on a genus counts, as in the authors' experiments. */
    private static final double LEAST_SHARE = 0.07;

    /**
     * Reads the file of all patches.
     *
     * @param folder the dataset's
     * @param classes the genera
     * @return the genera
     * @throws DatasetException if the file is missing or no JSON
     * @throws IOException if it cannot be read
     */
    static Genera read(Path folder, ClassTable classes) throws IOException {
        Path usual = folder.resolve("labels").resolve(NAME);
        Path file = Published.find(folder, "labels", NAME).orElse(usual);
        return new Genera(file, SideFile.read(file, LARGEST, "the genera of the patches"), classes);
    }

    /**
     * The genera of a patch.
     *
     * @param patch its name
     * @return their numbers, ascending
     * @throws DatasetException if the file does not say them, or names one that the table does not
     */
    List<Integer> of(String patch) throws DatasetException {
        JsonNode pairs = shares.path(patch + ".tif");
        if (!pairs.isArray()) {
            throw new DatasetException(file + ": has nothing of " + patch);
        }
        TreeSet<Integer> numbers = new TreeSet<>();
        for (JsonNode pair : pairs) {
            String genus = pair.path(0).asText();
            int number = IntStream.range(0, classes.size())
                    .filter(i -> classes.classes().get(i).name().equalsIgnoreCase(genus))
                    .findFirst()
                    .orElseThrow(() -> new DatasetException(
                            file + ": " + patch + ": genus \"" + genus + "\" is not in the table"));
            if (pair.path(1).asDouble() > LEAST_SHARE) {
                numbers.add(number);
            }
        }
        return List.copyOf(numbers);
    }
}
