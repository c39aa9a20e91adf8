// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.segmentation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.LabelKind;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.Metrics;
import io.skysense.api.task.Prediction;
import io.skysense.engine.ops.Resize;
import io.skysense.nn.segmentation.SegmentationLoss;
import io.skysense.nn.segmentation.SegmentationMetrics;
import java.util.Map;

/**
 * The head as the platform sees it: scores at the resolution of the finest level, its losses at that of the labels.
 *
 * @param network both heads and what is before them
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
    public LabelKind kind() {
        return LabelKind.PIXEL_CLASSES;
    }

    @Override
    public int dates() {
        return settings.series().dates();
    }

    /** Their order makes no difference, so some may come twice. */
    @Override
    public boolean repeatsDates() {
        return true;
    }

    @Override
    public NDList forward(FeaturePyramid features, boolean training) {
        return network.forward(new NDList(features.levels()), training);
    }

    @Override
    public Map<String, NDArray> loss(NDList outputs, NDArray labels) {
        SegmentationLoss loss = new SegmentationLoss(settings.loss());
        Shape size = labels.getShape();
        Map<String, NDArray> parts;
        try (NDArray logits = enlarge(outputs.head(), size.get(1), size.get(2))) {
            parts = loss.parts(logits, labels);
        }
        double weight = settings.auxiliary().weight();
        if (outputs.size() > 1 && weight > 0) {
            try (NDArray logits = enlarge(outputs.get(1), size.get(1), size.get(2))) {
                parts.put("auxiliary", SegmentationLoss.weighed(loss.crossEntropy(logits, labels), weight));
            }
        }
        return parts;
    }

    @Override
    public Prediction predict(NDList outputs, int height, int width) {
        try (NDArray logits = enlarge(outputs.head(), height, width)) {
            return new Prediction(kind(), logits.softmax(1));
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

    private NDArray enlarge(NDArray logits, long height, long width) {
        return Resize.bilinear(logits, height, width, settings.alignCorners());
    }
}
