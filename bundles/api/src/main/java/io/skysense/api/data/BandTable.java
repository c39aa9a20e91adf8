// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

import java.util.List;

/**
 * The bands of one modality of a dataset, and how their values are normalised: {@code (x / div - mean) / std}.
 *
 * @param modality the sensor
 * @param bands names, in file order
 * @param gsd ground sampling distance in metres
 * @param div divisor applied before the mean is taken off
 * @param mean one value a band, after division
 * @param std one value a band, after division
 */
public record BandTable(
        Modality modality, List<String> bands, double gsd, double div, List<Double> mean, List<Double> std) {

    /** Copies the lists and checks that there is one mean and one deviation a band. */
    public BandTable {
        bands = List.copyOf(bands);
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (mean.size() != bands.size() || std.size() != bands.size()) {
            throw new IllegalArgumentException(modality.key() + ": " + bands.size() + " bands, " + mean.size()
                    + " means, " + std.size() + " deviations");
        }
    }
}
