// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.TestTime;
import io.skysense.raster.RasterInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Everything that the pixels of a map depend on. A journal serves the job whose key it holds and no other.
 *
 * @param software name and version of this program
 * @param inputs absolute paths of the rasters, behind the sensor where it was said
 * @param bytes their sizes
 * @param modified when they were last changed, in nanoseconds since 1970
 * @param width W in pixels
 * @param height H in pixels
 * @param model SHA-256 of names, shapes and values of the weights, and of the parts that use them
 * @param tile side of a tile in pixels
 * @param overlap pixels that neighbouring tiles share at least
 * @param unit the multiple that tile origins keep to
 * @param batch tiles that run together: sums in floating point depend on it
 * @param probabilities whether probabilities are written too
 * @param testTime how the model sees each tile
 */
record JobKey(
        String software,
        List<String> inputs,
        List<Long> bytes,
        List<Long> modified,
        int width,
        int height,
        String model,
        int tile,
        int overlap,
        int unit,
        int batch,
        boolean probabilities,
        TestTime testTime) {

    private static final JobKey EMPTY =
            new JobKey("", List.of(), List.of(), List.of(), 0, 0, "", 0, 0, 0, 0, false, TestTime.NONE);

    /**
     * Makes the key of a job.
     *
     * @param request what is asked
     * @param info of the input
     * @param grid the tiles
     * @param model digest of the model
     * @param software name and version of this program
     * @return the key
     * @throws IOException if the input cannot be looked at
     */
    static JobKey of(MapRequest request, RasterInfo info, TileGrid grid, String model, String software)
            throws IOException {
        List<String> inputs = new ArrayList<>();
        List<Long> bytes = new ArrayList<>();
        List<Long> modified = new ArrayList<>();
        for (int i = 0; i < request.inputs().size(); i++) {
            Path input = request.inputs().get(i).toRealPath();
            String sensor =
                    request.sensors().isEmpty() ? "" : request.sensors().get(i).key() + "=";
            inputs.add(sensor + input);
            bytes.add(Files.size(input));
            modified.add(Files.getLastModifiedTime(input).to(TimeUnit.NANOSECONDS));
        }
        return new JobKey(
                software,
                inputs,
                bytes,
                modified,
                info.width(),
                info.height(),
                model,
                grid.tile(),
                request.overlap(),
                grid.rows().unit(),
                grid.batch(),
                request.probabilities().isPresent(),
                request.testTime());
    }

    /** {@return the key as one line} */
    String toLine() {
        return Settings.of(this).toString();
    }

    /** {@return the key that {@link #toLine} wrote; empty if it is not one} */
    static Optional<JobKey> parse(String line) {
        try {
            return Optional.of(Settings.parse(line, "journal").over(EMPTY));
        } catch (SettingsException e) {
            return Optional.empty();
        }
    }

    /** {@return what differs, for people; empty if nothing does} */
    List<String> differences(JobKey now) {
        List<String> found = new ArrayList<>();
        compare(found, "software", software, now.software);
        compare(found, "input", String.join(", ", inputs), String.join(", ", now.inputs));
        if (!bytes.equals(now.bytes) || !modified.equals(now.modified)) {
            found.add("the input was changed");
        }
        compare(found, "width", width, now.width);
        compare(found, "height", height, now.height);
        if (!model.equals(now.model)) {
            found.add("another model");
        }
        compare(found, "tile", tile, now.tile);
        compare(found, "overlap", overlap, now.overlap);
        compare(found, "unit", unit, now.unit);
        compare(found, "batch", batch, now.batch);
        compare(found, "probabilities", probabilities, now.probabilities);
        compare(found, "test time", testTime, now.testTime);
        return found;
    }

    private static void compare(List<String> found, String name, Object before, Object now) {
        if (!before.equals(now)) {
            found.add(name + " " + before + ", now " + now);
        }
    }
}
