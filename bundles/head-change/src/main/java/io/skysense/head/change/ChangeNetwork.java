// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.change;

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
import java.util.Map;

/**
 * The head as the platform sees it: scores at the resolution of the finest level.
 *
 * @param network on both dates
 * @param task what is learned and told from its scores
 * @param alignCorners whether resizing keeps the centres of corner pixels in place
 * @param classes the first says that nothing changed, or that no building is there
 */
record ChangeNetwork(ChangeBlock network, ChangeTask task, boolean alignCorners, ClassTable classes)
        implements HeadNetwork {

    @Override
    public LabelKind kind() {
        return LabelKind.PIXEL_CLASSES;
    }

    @Override
    public int dates() {
        return 2;
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
        return network.forward(new NDList(features.levels()), training);
    }

    @Override
    public Map<String, NDArray> loss(NDList outputs, NDArray labels) {
        Shape size = labels.getShape();
        try (NDList scores = enlarged(outputs, size.get(1), size.get(2))) {
            return task.loss(scores, labels);
        }
    }

    @Override
    public Prediction predict(NDList outputs, int height, int width) {
        try (NDList scores = enlarged(outputs, height, width)) {
            return new Prediction(kind(), task.probabilities(scores));
        }
    }

    @Override
    public Metrics metrics() {
        return new ChangeMetrics(classes);
    }

    @Override
    public String monitor() {
        return task.monitor();
    }

    private NDList enlarged(NDList outputs, long height, long width) {
        NDList scores = new NDList(outputs.size());
        outputs.forEach(map -> scores.add(Resize.bilinear(map, height, width, alignCorners)));
        return scores;
    }
}
