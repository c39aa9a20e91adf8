// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.model;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextNetwork;
import io.skysense.api.model.BackboneNetwork;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.ParameterRules;
import java.util.List;
import java.util.Map;

/**
 * The backbone of a head that asks the complete in-context model: what the head gets is the image as it is.
 *
 * @param network has the weights; the head runs it
 * @param bands of the hr image
 * @param side at which the head sees images, 0 for any
 */
record ImageItself(InContextNetwork network, int bands, int side) implements BackboneNetwork {

    @Override
    public Block block() {
        return network.block();
    }

    @Override
    public ParameterRules rules() {
        return network.rules();
    }

    @Override
    public List<FeatureLevel> levels() {
        return levels(bands);
    }

    /** {@return the one level that such a head gets} */
    static List<FeatureLevel> levels(int bands) {
        return List.of(new FeatureLevel(bands, 1));
    }

    @Override
    public int granularity() {
        return 1;
    }

    @Override
    public int alignment() {
        return Math.max(1, side);
    }

    @Override
    public FeaturePyramid forward(Map<Modality, NDArray> images, boolean training) {
        NDArray image = images.get(Modality.HR);
        return new FeaturePyramid(List.of(image), (int) image.getShape().get(2), (int)
                image.getShape().get(3));
    }
}
