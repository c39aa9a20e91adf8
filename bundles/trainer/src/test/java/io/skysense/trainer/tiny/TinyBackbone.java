// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.tiny;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import io.skysense.api.data.Modality;
import io.skysense.api.model.BackboneNetwork;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.model.Recompute;
import io.skysense.engine.ops.Activations;
import io.skysense.engine.ops.Linear;
import io.skysense.engine.ops.Random;
import java.util.List;
import java.util.Map;

/** Three convolutions in segments, with random drops, and a scale between the segments that two products share. */
final class TinyBackbone implements BackboneNetwork {

    static final int CHANNELS = 8;

    private final NDArray stem;
    private final NDArray scale;
    private final NDArray first;
    private final NDArray second;
    private final Recompute recompute;

    TinyBackbone(TinyWeights weights, int bands, Recompute recompute) {
        stem = weights.weight("backbone.stem.weight", 0.3, CHANNELS, bands, 3, 3);
        scale = weights.weight("backbone.scale", 1, 1, CHANNELS, 1, 1);
        first = weights.weight("backbone.first.weight", 0.2, CHANNELS, CHANNELS, 3, 3);
        second = weights.weight("backbone.second.weight", 0.2, CHANNELS, CHANNELS, 3, 3);
        this.recompute = recompute;
    }

    @Override
    public Block block() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ParameterRules rules() {
        return new ParameterRules(3, TinyBackbone::layer, name -> !name.endsWith("scale"));
    }

    static int layer(String name) {
        return name.contains("stem") || name.contains("scale") ? 0 : name.startsWith("head") ? 2 : 1;
    }

    @Override
    public List<FeatureLevel> levels() {
        return List.of(new FeatureLevel(CHANNELS, 1), new FeatureLevel(CHANNELS, 1));
    }

    @Override
    public int granularity() {
        return 4;
    }

    @Override
    public FeaturePyramid forward(Map<Modality, NDArray> images, boolean training) {
        NDArray image = images.get(Modality.HR);
        NDArray x = recompute
                .run(in -> new NDList(Activations.relu(conv(in.head(), stem))), new NDList(image))
                .head();
        NDArray scaled = x.mul(scale);
        NDArray deep = residual(residual(scaled, first, training), second, training);
        return new FeaturePyramid(List.of(scaled, deep), (int) image.getShape().get(2), (int)
                image.getShape().get(3));
    }

    private NDArray residual(NDArray x, NDArray weight, boolean training) {
        return recompute
                .run(
                        in -> {
                            NDArray y = Activations.gelu(conv(in.head(), weight));
                            return new NDList(in.head().add(training ? Random.dropout(y, 0.2) : y));
                        },
                        new NDList(x))
                .head();
    }

    private static NDArray conv(NDArray x, NDArray weight) {
        return Linear.conv2d(x, weight, null, 1, 1, 1, 1, false);
    }
}
