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
 * The pyramid of the high-resolution encoder, as it is.
 *
 * @param encoder the encoder
 */
record HighResolutionNetwork(Encoder encoder) implements BackboneNetwork {

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
        NDArray image = images.get(Modality.HR);
        if (image == null) {
            throw new IllegalArgumentException("no hr images in the batch");
        }
        Shape shape = image.getShape();
        return new FeaturePyramid(
                encoder.forward(image, training), Math.toIntExact(shape.get(2)), Math.toIntExact(shape.get(3)));
    }
}
