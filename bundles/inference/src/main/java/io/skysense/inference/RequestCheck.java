// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.data.BandTable;
import io.skysense.api.infer.MapRequest;
import io.skysense.raster.RasterInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Refuses what cannot end well, before any work is done. */
final class RequestCheck {

    private RequestCheck() {}

    /**
     * Checks the files of a request.
     *
     * @param request what is asked
     * @throws IOException if a file would overwrite another, or a folder is missing or cannot be written
     */
    static void files(MapRequest request) throws IOException {
        for (Path input : request.inputs()) {
            distinct(input, request.output());
        }
        place(request.output());
        if (request.probabilities().isPresent()) {
            Path probabilities = request.probabilities().get();
            for (Path input : request.inputs()) {
                distinct(input, probabilities);
            }
            if (normal(probabilities).equals(normal(request.output()))) {
                throw new IOException(probabilities + ": map and probabilities cannot be one file");
            }
            place(probabilities);
        }
    }

    /**
     * Checks that a raster has the bands that a model reads, apart from an alpha band.
     *
     * @param info of the raster
     * @param table of the model
     * @throws IOException if it has more or fewer
     */
    static void bands(RasterInfo info, BandTable table) throws IOException {
        int count = info.bands().size();
        boolean alpha = info.band(count).color().equals("Alpha");
        List<String> expected = table.bands();
        if (count != expected.size() && !(alpha && count == expected.size() + 1)) {
            throw new IOException(info.source() + ": " + count + (count == 1 ? " band" : " bands")
                    + ", but the model reads " + expected.size() + " (" + String.join(", ", expected) + ")");
        }
    }

    private static void distinct(Path input, Path output) throws IOException {
        if (Files.exists(input) && Files.exists(output) && Files.isSameFile(input, output)) {
            throw new IOException(output + ": would overwrite the input");
        }
    }

    private static void place(Path output) throws IOException {
        Path folder = normal(output).getParent();
        if (folder == null || Files.isDirectory(output)) {
            throw new IOException(output + ": cannot be written: a folder stands there");
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException(output + ": cannot be written: no folder " + folder);
        }
        if (!Files.isWritable(folder)) {
            throw new IOException(output + ": cannot be written: no right to write to " + folder);
        }
    }

    private static Path normal(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
