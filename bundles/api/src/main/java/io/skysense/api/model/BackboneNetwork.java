// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

import ai.djl.ndarray.NDArray;
import io.skysense.api.data.Modality;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** A built backbone: encoders and what joins them. */
@ConsumerType
public interface BackboneNetwork extends Network {

    /** {@return the levels of its pyramid, fine to coarse} */
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
     * The modalities that it joins, with the number of pixels of the finest on the side of one of theirs. A batch may lack
     * some of them.
     *
     * @return empty if it reads one modality as it is
     */
    default Map<Modality, Integer> ratios() {
        return Map.of();
    }

    /** {@return whether it takes a series (B, C, T, H, W) in place of an image of s2 and s1} */
    default boolean readsSeries() {
        return false;
    }

    /**
     * Computes the pyramid of a batch.
     *
     * @param images (B, C, H, W) float32, normalised, for each modality present
     * @param training whether drop path and batch statistics are on
     * @return the pyramid
     */
    FeaturePyramid forward(Map<Modality, NDArray> images, boolean training);

    /**
     * Computes the pyramid of a batch whose samples lack modalities.
     *
     * @param images (B, C, H, W) float32, normalised, for each modality that any sample has; what they hold for samples
     *     that lack the modality does not matter
     * @param present which of the B samples have a modality; without an entry, all of them if there are images
     * @param training whether drop path and batch statistics are on
     * @return the pyramid; a backbone that cannot complete what is missing sees the images as they are
     */
    default FeaturePyramid forward(
            Map<Modality, NDArray> images, Map<Modality, List<Boolean>> present, boolean training) {
        return forward(images, training);
    }
}
