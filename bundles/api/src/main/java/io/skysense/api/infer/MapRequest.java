// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.infer;

import io.skysense.api.data.Modality;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A place to predict.
 *
 * @param run folder of the run whose best model is used
 * @param inputs rasters of any GDAL format with the bands the model was trained on: one, or one a date, in order, on one
 *     grid; of a model that reads several sensors those of each sensor, which cover the same ground
 * @param sensors the sensor of each input; empty if the model reads one sensor alone
 * @param output the map to write, a Cloud Optimized GeoTIFF
 * @param tile side of a tile in pixels; rounded up to the model's alignment
 * @param overlap pixels that neighbouring tiles share, below half a tile
 * @param probabilities where to write class probabilities too, one band a class, bytes from 0 to 255
 * @param testTime how the model sees each tile
 */
public record MapRequest(
        Path run,
        List<Path> inputs,
        List<Modality> sensors,
        Path output,
        int tile,
        int overlap,
        Optional<Path> probabilities,
        TestTime testTime) {

    /**
     * Of one sensor.
     *
     * @param run folder of the run whose best model is used
     * @param inputs rasters of any GDAL format with the bands the model was trained on: one, or one a date, in order, on
     *     one grid
     * @param output the map to write, a Cloud Optimized GeoTIFF
     * @param tile side of a tile in pixels; rounded up to the model's alignment
     * @param overlap pixels that neighbouring tiles share, below half a tile
     * @param probabilities where to write class probabilities too
     * @param testTime how the model sees each tile
     */
    public MapRequest(
            Path run,
            List<Path> inputs,
            Path output,
            int tile,
            int overlap,
            Optional<Path> probabilities,
            TestTime testTime) {
        this(run, inputs, List.of(), output, tile, overlap, probabilities, testTime);
    }

    /**
     * Of one raster.
     *
     * @param run folder of the run whose best model is used
     * @param input a raster of any GDAL format with the bands the model was trained on
     * @param output the map to write, a Cloud Optimized GeoTIFF
     * @param tile side of a tile in pixels; rounded up to the model's alignment
     * @param overlap pixels that neighbouring tiles share, below half a tile
     * @param probabilities where to write class probabilities too
     * @param testTime how the model sees each tile
     */
    public MapRequest(
            Path run, Path input, Path output, int tile, int overlap, Optional<Path> probabilities, TestTime testTime) {
        this(run, List.of(input), output, tile, overlap, probabilities, testTime);
    }

    /**
     * Of one raster, each tile as it is.
     *
     * @param run folder of the run whose best model is used
     * @param input a raster of any GDAL format with the bands the model was trained on
     * @param output the class map to write, a Cloud Optimized GeoTIFF
     * @param tile side of a tile in pixels
     * @param overlap pixels that neighbouring tiles share, below half a tile
     * @param probabilities where to write class probabilities too
     */
    public MapRequest(Path run, Path input, Path output, int tile, int overlap, Optional<Path> probabilities) {
        this(run, input, output, tile, overlap, probabilities, TestTime.NONE);
    }

    /** Copies the list and checks the ranges. */
    public MapRequest {
        inputs = List.copyOf(inputs);
        sensors = List.copyOf(sensors);
        if (!sensors.isEmpty() && sensors.size() != inputs.size()) {
            throw new IllegalArgumentException(inputs.size() + " rasters of " + sensors.size() + " sensors");
        }
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("no raster to predict");
        }
        if (tile < 1 || overlap < 0 || 2 * overlap >= tile) {
            throw new IllegalArgumentException("tile " + tile + " and overlap " + overlap
                    + ": the overlap must be at least 0 and below half a tile");
        }
    }

    /** {@return the raster; of several the first} */
    public Path input() {
        return inputs.get(0);
    }
}
