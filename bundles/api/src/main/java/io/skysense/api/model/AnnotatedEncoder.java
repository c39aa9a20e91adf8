// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An encoder with an annotation branch (SkySense++, 2025): tokens of the annotation run side by side with those of the
 * image up to a stage or layer, where both are averaged.
 */
@ConsumerType
public interface AnnotatedEncoder extends Encoder {

    /** {@return the number V of vocabulary entries; ids run from 0, the background, to V} */
    int vocabularySize();

    /**
     * The levels that {@link #forward(NDArray, Annotation, boolean)} gives.
     *
     * @return fine to coarse, strides as in {@link #levels}; a level from before image and annotation are averaged has
     *     the channels of both, those of the image first
     */
    List<FeatureLevel> annotatedLevels();

    /**
     * Computes features of images and annotations.
     *
     * @param image (B, C, H, W) float32, normalised; H and W multiples of {@link #granularity}
     * @param annotation what is known of the labels, of the image's size
     * @param training whether drop path and batch statistics are on
     * @return one array (B, C_i, H/stride_i, W/stride_i) for each of {@link #annotatedLevels}
     */
    List<NDArray> forward(NDArray image, Annotation annotation, boolean training);
}
