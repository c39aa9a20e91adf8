// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.data.BandTable;
import io.skysense.api.infer.MapRequest;
import io.skysense.raster.RasterInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Refuses what cannot end well, before any work is done. */
final class RequestCheck {

    private RequestCheck() {}

    /**
     * Checks requests that are to be answered together.
     *
     * @param requests what is asked
     * @throws IOException as {@link #files}, or if two outputs are one file
     * @throws IllegalArgumentException if they are not of the same rasters, tiles and views
     */
    static void together(List<MapRequest> requests) throws IOException {
        MapRequest first = requests.get(0);
        Set<Path> outputs = new HashSet<>();
        for (MapRequest request : requests) {
            if (!request.inputs().equals(first.inputs())
                    || !request.sensors().equals(first.sensors())
                    || request.tile() != first.tile()
                    || request.overlap() != first.overlap()
                    || !request.testTime().equals(first.testTime())) {
                throw new IllegalArgumentException("requests of different rasters, tiles or views");
            }
            files(request);
            List<Path> written = new ArrayList<>(List.of(request.output()));
            request.probabilities().ifPresent(written::add);
            for (Path output : written) {
                if (!outputs.add(normal(output))) {
                    throw new IOException(output + ": two outputs cannot be one file");
                }
            }
        }
    }

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
