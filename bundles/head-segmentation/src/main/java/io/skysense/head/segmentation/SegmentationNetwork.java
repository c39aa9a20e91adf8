// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.segmentation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.skysense.api.data.ClassTable;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.Metrics;
import io.skysense.api.task.Prediction;
import io.skysense.engine.ops.Arithmetic;
import io.skysense.engine.ops.Loss;
import io.skysense.engine.ops.Resize;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The head as the platform sees it: scores at the resolution of the finest level, its losses at that of the labels.
 *
 * @param network both heads
 * @param settings losses and resizing
 * @param classes the classes
 */
record SegmentationNetwork(SegmentationBlock network, SegmentationSettings settings, ClassTable classes)
        implements HeadNetwork {

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
        return network.forward(new NDList(features.levels()), training);
    }

    @Override
    public Map<String, NDArray> loss(NDList outputs, NDArray labels) {
        Map<String, NDArray> parts = new LinkedHashMap<>();
        SegmentationSettings.LossSettings loss = settings.loss();
        Shape size = labels.getShape();
        try (NDArray logits = enlarge(outputs.head(), size.get(1), size.get(2))) {
            if (loss.crossEntropy() > 0) {
                parts.put("crossEntropy", weighed(crossEntropy(logits, labels), loss.crossEntropy()));
            }
            if (loss.dice() > 0) {
                parts.put("dice", weighed(Loss.dice(logits, labels, ClassTable.IGNORE), loss.dice()));
            }
        }
        if (outputs.size() > 1 && settings.auxiliary().weight() > 0) {
            try (NDArray logits = enlarge(outputs.get(1), size.get(1), size.get(2))) {
                parts.put(
                        "auxiliary",
                        weighed(
                                crossEntropy(logits, labels),
                                settings.auxiliary().weight()));
            }
        }
        return parts;
    }

    @Override
    public Prediction predict(NDList outputs, int height, int width) {
        try (NDArray logits = enlarge(outputs.head(), height, width)) {
            return new Prediction(logits.softmax(1));
        }
    }

    @Override
    public Metrics metrics() {
        return new SegmentationMetrics(classes);
    }

    @Override
    public String monitor() {
        return SegmentationMetrics.MEAN_IOU;
    }

    private NDArray crossEntropy(NDArray logits, NDArray labels) {
        if (settings.loss().classWeight().isEmpty()) {
            return Loss.segmentation(logits, labels, null, ClassTable.IGNORE);
        }
        float[] weights = new float[classes.size()];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = settings.loss().classWeight().get(k).floatValue();
        }
        try (NDArray weight = Arithmetic.array(logits.getManager(), weights)) {
            return Loss.segmentation(logits, labels, weight, ClassTable.IGNORE);
        }
    }

    private NDArray enlarge(NDArray logits, long height, long width) {
        return Resize.bilinear(logits, height, width, settings.alignCorners());
    }

    private static NDArray weighed(NDArray loss, double weight) {
        if (weight == 1) {
            return loss;
        }
        try (loss) {
            return Arithmetic.scale(loss, weight);
        }
    }
}
