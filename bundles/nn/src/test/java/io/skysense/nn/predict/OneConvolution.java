// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.predict;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.Modality;
import io.skysense.api.model.BackboneNetwork;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelSpec;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.Metrics;
import io.skysense.api.task.Prediction;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Linear;
import io.skysense.engine.ops.Resize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A convolution of 3x3, then softmax: one class a filter. Where it gets two modalities, the second has half as many pixels
 * on each side, and the scores are added. It remembers the shapes it saw.
 */
final class OneConvolution implements Model, BackboneNetwork, HeadNetwork {

    static final int CLASSES = 3;
    static final int GRANULARITY = 4;

    final List<Map<Modality, Shape>> seen = new ArrayList<>();
    private final NDManager manager = Torch.newManager(Device.cpu());
    private final NDArray weight;

    /**
     * Makes the model.
     *
     * @param even whether mirroring a filter leaves it as it is
     */
    OneConvolution(boolean even) {
        Torch.seed(5);
        NDArray random = manager.randomNormal(new Shape(CLASSES, 2, 3, 3));
        weight =
                even ? random.add(random.flip(3)).add(random.add(random.flip(3)).flip(2)) : random;
    }

    @Override
    public BackboneNetwork backbone() {
        return this;
    }

    @Override
    public HeadNetwork head() {
        return this;
    }

    @Override
    public int granularity() {
        return GRANULARITY;
    }

    @Override
    public FeaturePyramid forward(Map<Modality, NDArray> images, boolean training) {
        Map<Modality, Shape> shapes = new java.util.EnumMap<>(Modality.class);
        images.forEach((modality, image) -> shapes.put(modality, image.getShape()));
        seen.add(shapes);
        NDArray first = images.get(Modality.HR);
        Shape shape = first.getShape();
        NDArray scores = convolved(first);
        NDArray second = images.get(Modality.S2);
        if (second != null) {
            // The dates of a series one after the other in the place of bands.
            NDArray planes = second.reshape(shape.get(0), 2, shape.get(2) / 2, shape.get(3) / 2);
            scores = scores.add(Resize.nearest(convolved(planes), shape.get(2), shape.get(3)));
        }
        return new FeaturePyramid(List.of(scores), (int) shape.get(2), (int) shape.get(3));
    }

    private NDArray convolved(NDArray x) {
        return Linear.conv2d(x, weight, null, 1, 1, 1, 1, false);
    }

    @Override
    public LabelKind kind() {
        return LabelKind.PIXEL_CLASSES;
    }

    @Override
    public NDList forward(FeaturePyramid features, boolean training) {
        return new NDList(features.levels().get(0));
    }

    @Override
    public Prediction predict(NDList outputs, int height, int width) {
        return new Prediction(LabelKind.PIXEL_CLASSES, outputs.head().softmax(1));
    }

    @Override
    public List<FeatureLevel> levels() {
        return List.of(new FeatureLevel(CLASSES, 1));
    }

    @Override
    public ParameterRules rules() {
        return ParameterRules.flat();
    }

    @Override
    public NDManager manager() {
        return manager;
    }

    @Override
    public Map<String, Parameter> parameters() {
        return Map.of();
    }

    @Override
    public Map<String, NDArray> state() {
        return Map.of("weight", weight);
    }

    @Override
    public Map<String, String> versions() {
        return Map.of();
    }

    @Override
    public ModelSpec spec() {
        throw new UnsupportedOperationException("not looked at");
    }

    @Override
    public Block block() {
        throw new UnsupportedOperationException("not looked at");
    }

    @Override
    public Map<String, NDArray> loss(NDList outputs, NDArray labels) {
        throw new UnsupportedOperationException("not trained");
    }

    @Override
    public Metrics metrics() {
        throw new UnsupportedOperationException("not evaluated");
    }

    @Override
    public String monitor() {
        return "none";
    }

    @Override
    public void close() {
        manager.close();
    }
}
