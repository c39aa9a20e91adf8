// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.detection;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.LabelKind;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.Metrics;
import io.skysense.api.task.Prediction;
import io.skysense.nn.ChosenLevels;
import io.skysense.nn.detection.BoxArrays;
import java.util.Map;

/**
 * The head as the platform sees it.
 *
 * @param network at every pixel of every level
 * @param levels of the pyramid that it takes
 * @param settings what an object is found by
 * @param classes the classes
 */
record DetectionNetwork(DetectionBlock network, ChosenLevels levels, DetectionSettings settings, ClassTable classes)
        implements HeadNetwork {

    @Override
    public LabelKind kind() {
        return LabelKind.OBJECTS;
    }

    @Override
    public Block block() {
        return network;
    }

    @Override
    public ParameterRules rules() {
        return ParameterRules.flat();
    }

    @Override
    public NDList forward(FeaturePyramid features, boolean training) {
        return network.forward(levels.of(features.levels()), training);
    }

    @Override
    public Map<String, NDArray> loss(NDList outputs, NDArray labels) {
        try (Targets targets = Targets.of(
                BoxArrays.read(labels),
                points(outputs),
                classes.size(),
                settings,
                outputs.head().getManager())) {
            return new DetectionLoss(settings).parts(outputs, targets);
        }
    }

    @Override
    public Prediction predict(NDList outputs, int height, int width) {
        var boxes = new Decoder(settings).boxes(outputs, points(outputs), height, width);
        return new Prediction(kind(), BoxArrays.write(outputs.head().getManager(), boxes));
    }

    private Points points(NDList outputs) {
        return Points.of(
                levels.levels().stream().map(FeatureLevel::stride).toList(),
                outputs.head().toFloatArray());
    }

    @Override
    public Metrics metrics() {
        return new DetectionMetrics(classes, settings.rotated());
    }

    @Override
    public String monitor() {
        return DetectionMetrics.AP;
    }
}
