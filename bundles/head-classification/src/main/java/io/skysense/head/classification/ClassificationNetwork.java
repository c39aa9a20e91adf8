// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.classification;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.LabelKind;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.Metrics;
import io.skysense.api.task.Prediction;
import io.skysense.engine.ops.Arithmetic;
import io.skysense.engine.ops.Loss;
import io.skysense.nn.ChosenLevels;
import io.skysense.nn.image.ImageHead;
import java.util.Map;

/**
 * The head as the platform sees it.
 *
 * @param network pooled features to logits
 * @param levels of the pyramid that it takes
 * @param settings one class or several, and the loss
 * @param classes the classes
 */
record ClassificationNetwork(
        ImageHead network, ChosenLevels levels, ClassificationSettings settings, ClassTable classes)
        implements HeadNetwork {

    @Override
    public LabelKind kind() {
        return LabelKind.IMAGE_CLASSES;
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
        NDArray logits = outputs.head();
        if (settings.classWeight().isEmpty()) {
            return loss(logits, labels, null);
        }
        float[] weights = new float[settings.classWeight().size()];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = settings.classWeight().get(k).floatValue();
        }
        try (NDArray weight = Arithmetic.array(logits.getManager(), weights)) {
            return loss(logits, labels, weight);
        }
    }

    private Map<String, NDArray> loss(NDArray logits, NDArray shares, NDArray weight) {
        return settings.multiLabel()
                ? Map.of("binaryCrossEntropy", Loss.presence(logits, shares, settings.leastShare(), weight))
                : Map.of("crossEntropy", Loss.majority(logits, shares, weight, settings.labelSmoothing()));
    }

    /** Classes that exclude each other sum to 1. */
    @Override
    public Prediction predict(NDList outputs, int height, int width) {
        NDArray logits = outputs.head();
        return new Prediction(kind(), settings.multiLabel() ? Activation.sigmoid(logits) : logits.softmax(1));
    }

    @Override
    public Metrics metrics() {
        return new ClassificationMetrics(classes, settings);
    }

    @Override
    public String monitor() {
        return settings.multiLabel() ? ClassificationMetrics.MEAN_AVERAGE_PRECISION : ClassificationMetrics.ACCURACY;
    }
}
