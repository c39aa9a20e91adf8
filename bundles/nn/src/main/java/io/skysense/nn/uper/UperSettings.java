// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.uper;

import java.util.List;

/**
 * The shape of a {@link UperHead}.
 *
 * @param channels channels between the levels
 * @param poolScales sides of the grids of the pooling pyramid on the coarsest level
 * @param dropoutRatio probability to drop a channel before the classifier
 * @param alignCorners whether resizing keeps the centres of corner pixels in place
 * @param roundPooled whether the pooled maps are rounded to bfloat16, as the reference does whatever the precision
 */
public record UperSettings(
        int channels, List<Integer> poolScales, double dropoutRatio, boolean alignCorners, boolean roundPooled) {

    /** Copies the list and checks the ranges. */
    public UperSettings {
        poolScales = List.copyOf(poolScales);
        if (channels < 1) {
            throw new IllegalArgumentException("channels must be above 0");
        }
        if (poolScales.stream().anyMatch(s -> s < 1)) {
            throw new IllegalArgumentException("pool_scales must be above 0");
        }
        if (!(dropoutRatio >= 0 && dropoutRatio < 1)) {
            throw new IllegalArgumentException("dropout_ratio must be in [0, 1)");
        }
    }
}
