package {{package}};

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.LabelKind;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.Metrics;
import io.skysense.api.task.Prediction;
import io.skysense.engine.ops.Resize;
import io.skysense.nn.ChosenLevels;
import io.skysense.nn.segmentation.LossSettings;
import io.skysense.nn.segmentation.SegmentationLoss;
import io.skysense.nn.segmentation.SegmentationMetrics;
import java.util.Map;

/**
 * The head as the platform sees it.
 *
 * @param weights scores at the size of the finest level
 * @param levels of the pyramid that it takes
 * @param classes the classes
 */
record {{class}}Network({{class}}Block weights, ChosenLevels levels, ClassTable classes) implements HeadNetwork {

    @Override
    public LabelKind kind() {
        return LabelKind.PIXEL_CLASSES;
    }

    @Override
    public Block block() {
        return weights;
    }

    @Override
    public ParameterRules rules() {
        return ParameterRules.flat();
    }

    @Override
    public NDList forward(FeaturePyramid features, boolean training) {
        return weights.forward(levels.of(features.levels()), training);
    }

    @Override
    public Map<String, NDArray> loss(NDList outputs, NDArray labels) {
        try (NDArray logits = enlarge(outputs.head(), labels.getShape().get(1), labels.getShape().get(2))) {
            return new SegmentationLoss(LossSettings.DEFAULTS).parts(logits, labels);
        }
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

    private static NDArray enlarge(NDArray logits, long height, long width) {
        return Resize.bilinear(logits, height, width, false);
    }
}
