// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.transform;

import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;

/**
 * The reference grid of a sample: that of its HR image, else of the first modality present. The label lies on it.
 *
 * @param height rows
 * @param width columns
 */
public record Grid(int height, int width) {

    /**
     * Finds the reference grid.
     *
     * @param sample a sample with at least one image
     * @return the grid's size
     */
    public static Grid of(Sample sample) {
        for (Modality modality : Modality.values()) {
            ImageCube image = sample.images().get(modality);
            if (image != null) {
                return new Grid(image.height(), image.width());
            }
        }
        throw new IllegalArgumentException(sample.id() + ": a sample without images");
    }
}
