// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.flood3i;

import io.skysense.api.data.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reference's list: a line an image and a class that is looked for in it, {@code 10165_0_0.jpg 05}. */
final class AskedImages {

    static final String FILE = "val.txt";

    private static final Pattern LINE = Pattern.compile("(\\S+\\.jpg)\\s(\\d\\d)");

    private AskedImages() {}

    /**
     * Reads it.
     *
     * @param file the list
     * @return the names of the images, each once
     * @throws DatasetException if it is missing or a line is no image and class; names it
     * @throws IOException if it cannot be read
     */
    static Set<String> read(Path file) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new DatasetException(file + ": no such file; it says which images are val", e);
        }
        Set<String> images = new TreeSet<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            Matcher line = LINE.matcher(lines.get(i).strip());
            if (!line.matches()) {
                throw new DatasetException(
                        file + ": line " + (i + 1) + ": an image and a class of two digits are expected");
            }
            images.add(line.group(1));
        }
        return images;
    }
}
