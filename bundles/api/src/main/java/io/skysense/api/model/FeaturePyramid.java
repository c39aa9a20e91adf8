// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Features from fine to coarse.
 *
 * @param levels one array (B, C_i, ceil(H/stride_i), ceil(W/stride_i)) a {@link FeatureLevel}
 * @param height H of the input in pixels
 * @param width W of the input in pixels
 */
public record FeaturePyramid(List<NDArray> levels, int height, int width) {

    /** Copies the list. */
    public FeaturePyramid {
        levels = List.copyOf(levels);
    }
}
