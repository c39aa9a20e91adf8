// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Labels;
import io.skysense.api.data.ValueMap;
import io.skysense.api.task.Prediction;
import io.skysense.nn.detection.BoxArrays;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a prediction says of one sample, in the form in which labels are known. */
final class Said {

    private Said() {}

    /**
     * Copies a prediction.
     *
     * @param prediction of one sample
     * @return the likeliest class of each pixel, the quantities, the scores of the classes, or the objects
     */
    static Labels of(Prediction prediction) {
        return switch (prediction.kind()) {
            case PIXEL_CLASSES -> Labels.of(Optional.of(likeliest(prediction.values())));
            case PIXEL_VALUES, IMAGE_VALUES ->
                new Labels(Optional.empty(), Optional.of(values(prediction.values())), List.of());
            case OBJECTS -> Labels.of(BoxArrays.read(prediction.values()).get(0).orElse(List.of()));
            case IMAGE_CLASSES -> new Labels(Optional.empty(), Optional.empty(), scores(prediction.values()));
        };
    }

    private static LabelMap likeliest(NDArray probabilities) {
        try (NDArray best = probabilities.argMax(1);
                NDArray bytes = best.toType(DataType.UINT8, false)) {
            Shape shape = bytes.getShape();
            return new LabelMap((int) shape.get(1), (int) shape.get(2), bytes.toByteArray());
        }
    }

    private static ValueMap values(NDArray values) {
        Shape shape = values.getShape();
        boolean map = shape.dimension() == 4;
        return new ValueMap(
                (int) shape.get(1), map ? (int) shape.get(2) : 1, map ? (int) shape.get(3) : 1, values.toFloatArray());
    }

    private static List<Float> scores(NDArray scores) {
        List<Float> list = new ArrayList<>();
        for (float score : scores.toFloatArray()) {
            list.add(score);
        }
        return list;
    }
}
