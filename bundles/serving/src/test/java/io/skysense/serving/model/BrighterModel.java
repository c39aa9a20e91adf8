// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import io.skysense.api.config.Settings;
import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.Modality;
import io.skysense.api.model.BackboneNetwork;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelSpec;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.model.Precision;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.Metrics;
import io.skysense.api.task.Prediction;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Arithmetic;
import java.util.List;
import java.util.Map;

/** Says of each pixel which of its two bands is brighter: its probabilities are the softmax of the normalised bands. */
final class BrighterModel implements Model, BackboneNetwork, HeadNetwork {

    private static final DatasetTable TABLE = new DatasetTable(
            "bands",
            "Bands",
            List.of(new BandTable(Modality.HR, List.of("red", "green"), 10, 100, List.of(0.5, 0.5), List.of(0.5, 0.5))),
            new ClassTable(
                    List.of(new LabelClass(1, "red", "#ff0000"), new LabelClass(2, "green", "#00ff00")), List.of()),
            List.of(),
            "",
            "",
            "");

    private final NDManager manager = Torch.newManager(Device.cpu());
    private final String version;

    BrighterModel(String version) {
        this.version = version;
    }

    @Override
    public ModelSpec spec() {
        Settings settings = Settings.empty().with("type", "bands");
        return new ModelSpec(Map.of(Modality.HR, settings), settings, settings, TABLE, Precision.FP32);
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
    public Map<String, Parameter> parameters() {
        return Map.of();
    }

    @Override
    public Map<String, NDArray> state() {
        return Map.of();
    }

    @Override
    public Block block() {
        return Blocks.identityBlock();
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
    public Map<String, String> versions() {
        return Map.of("io.skysense.serving.test", version);
    }

    @Override
    public List<FeatureLevel> levels() {
        return List.of(new FeatureLevel(2, 1));
    }

    @Override
    public int granularity() {
        return 2;
    }

    @Override
    public FeaturePyramid forward(Map<Modality, NDArray> images, boolean training) {
        NDArray image = images.get(Modality.HR);
        return new FeaturePyramid(List.of(image), (int) image.getShape().get(2), (int)
                image.getShape().get(3));
    }

    @Override
    public LabelKind kind() {
        return LabelKind.PIXEL_CLASSES;
    }

    @Override
    public NDList forward(FeaturePyramid features, boolean training) {
        return new NDList(features.levels());
    }

    @Override
    public Prediction predict(NDList outputs, int height, int width) {
        NDArray probabilities = outputs.head().softmax(1);
        // A version that is not fit to serve.
        return new Prediction(
                LabelKind.PIXEL_CLASSES,
                version.endsWith("lost") ? Arithmetic.scale(probabilities, Double.NaN) : probabilities);
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

    boolean isClosed() {
        return !manager.isOpen();
    }

    @Override
    public void close() {
        manager.close();
    }
}
