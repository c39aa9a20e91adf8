// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.infer;

import io.skysense.api.data.Modality;
import java.util.List;
import java.util.Optional;

/**
 * A raster as people name it: {@code scene.tif}, or with its sensor in front, {@code s2=scene.tif}.
 *
 * @param sensor what it is of, if that was said
 * @param file its name
 */
public record NamedRaster(Optional<Modality> sensor, String file) {

    /**
     * Reads a name.
     *
     * @param text for example {@code s1=scene.tif}
     * @return its parts; text before an equals sign that is no sensor belongs to the file
     */
    public static NamedRaster parse(String text) {
        for (Modality modality : Modality.values()) {
            String start = modality.key() + "=";
            if (text.startsWith(start)) {
                return new NamedRaster(Optional.of(modality), text.substring(start.length()));
            }
        }
        return new NamedRaster(Optional.empty(), text);
    }

    /**
     * The sensors of some rasters.
     *
     * @param rasters in the order of their dates
     * @return one each; empty if none was said
     * @throws IllegalArgumentException if it was said of some only
     */
    public static List<Modality> sensors(List<NamedRaster> rasters) {
        List<Modality> sensors =
                rasters.stream().flatMap(r -> r.sensor().stream()).toList();
        if (!sensors.isEmpty() && sensors.size() != rasters.size()) {
            throw new IllegalArgumentException("the sensor is said of some rasters and not of all");
        }
        return sensors;
    }
}
