// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.skysense.api.data.Modality;
import io.skysense.api.model.BackboneNetwork;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.ParameterRules;
import java.util.List;
import java.util.Map;

/**
 * The pyramid of a single encoder, as it is.
 *
 * @param modality what the encoder reads
 * @param encoder the encoder
 */
record SingleNetwork(Modality modality, Encoder encoder) implements BackboneNetwork {

    /** {@return the encoder's block; there is nothing that joins it with others} */
    @Override
    public Block block() {
        return encoder.block();
    }

    @Override
    public ParameterRules rules() {
        return encoder.rules();
    }

    @Override
    public List<FeatureLevel> levels() {
        return encoder.levels();
    }

    @Override
    public int granularity() {
        return encoder.granularity();
    }

    @Override
    public int alignment() {
        return encoder.alignment();
    }

    @Override
    public FeaturePyramid forward(Map<Modality, NDArray> images, boolean training) {
        NDArray image = images.get(modality);
        if (image == null) {
            throw new IllegalArgumentException("no " + modality.key() + " images in the batch");
        }
        Shape shape = image.getShape();
        if (shape.dimension() != 4) {
            throw new IllegalArgumentException(modality.key() + ": (B, C, H, W) is expected, not " + shape
                    + "; a series of images is joined where the backbone's setting join is true");
        }
        return new FeaturePyramid(
                encoder.forward(image, training), Math.toIntExact(shape.get(2)), Math.toIntExact(shape.get(3)));
    }
}
