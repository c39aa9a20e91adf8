// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

/**
 * A number that a dataset knows of its places, such as the height of trees.
 *
 * @param name its name
 * @param unit its unit, for people; empty for none
 * @param mean of its known values, which networks subtract
 * @param std deviation of its known values, above 0, which networks divide by
 */
public record Quantity(String name, String unit, double mean, double std) {

    /** Checks the deviation. */
    public Quantity {
        if (!(std > 0) || !Double.isFinite(std) || !Double.isFinite(mean)) {
            throw new IllegalArgumentException(
                    "quantity " + name + ": mean " + mean + ", std " + std + "; both are finite, std above 0");
        }
    }
}
