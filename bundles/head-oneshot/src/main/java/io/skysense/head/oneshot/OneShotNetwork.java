// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.oneshot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
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
import io.skysense.engine.ops.Resize;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The head as the platform sees it: the image is resized to (S, S), answered after the prompts, and the answer resized to
 * the image.
 *
 * @param prompts what is known
 * @param asking how the model is asked
 * @param side S
 * @param classes the classes
 * @param background index of the class that is the background, if one is
 */
record OneShotNetwork(Prompts prompts, Asking asking, int side, ClassTable classes, OptionalInt background)
        implements HeadNetwork {

    private static final float LEAST = 1e-6f;

    @Override
    public LabelKind kind() {
        return LabelKind.PIXEL_CLASSES;
    }

    @Override
    public Block block() {
        return prompts;
    }

    @Override
    public ParameterRules rules() {
        return ParameterRules.flat();
    }

    /** {@return (B, K, S, S) probabilities of the classes} */
    @Override
    public NDList forward(FeaturePyramid features, boolean training) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray image = features.levels().get(0);
            NDArray queries = resized(image);
            NDArray answer = asking.ask(prompts.known(), queries, training);
            NDScope.unregister(answer);
            return new NDList(answer);
        }
    }

    /** The cross-entropy of the probabilities, should the complete model be trained through its prompts. */
    @Override
    public Map<String, NDArray> loss(NDList outputs, NDArray labels) {
        Shape shape = labels.getShape();
        NDArray said = Resize.bilinear(outputs.head(), shape.get(1), shape.get(2), false);
        NDArray logarithms =
                said.add(Arithmetic.array(said.getManager(), LEAST)).log();
        return Map.of("cross_entropy", Loss.segmentation(logarithms, labels, null, ClassTable.IGNORE));
    }

    @Override
    public Prediction predict(NDList outputs, int height, int width) {
        return new Prediction(kind(), Resize.bilinear(outputs.head(), height, width, false));
    }

    @Override
    public int side() {
        return side;
    }

    @Override
    public Metrics metrics() {
        return new OneShotMetrics(classes, background, asking);
    }

    @Override
    public String monitor() {
        return OneShotMetrics.MEAN_BINARY_IOU;
    }

    private NDArray resized(NDArray image) {
        Shape shape = image.getShape();
        return shape.get(2) == side && shape.get(3) == side ? image : Resize.bilinear(image, side, side, false);
    }
}
