// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A built encoder of one modality. */
@ConsumerType
public interface Encoder extends Network {

    /** {@return the channels and strides of what {@link #forward} gives, fine to coarse} */
    List<FeatureLevel> levels();

    /** {@return the multiple in pixels that both sides of an input must have} */
    int granularity();

    /**
     * The multiple in pixels by which an input can be moved so that its features, away from the border, only move with
     * it. Attention windows stand on a grid that begins with the input, so it may be more than {@link #granularity}.
     *
     * @return a multiple of the granularity
     */
    default int alignment() {
        return granularity();
    }

    /**
     * Computes features.
     *
     * @param image (B, C, H, W) float32, normalised; H and W multiples of {@link #granularity}
     * @param training whether drop path and batch statistics are on
     * @return one array (B, C_i, H/stride_i, W/stride_i) a level
     */
    List<NDArray> forward(NDArray image, boolean training);
}
