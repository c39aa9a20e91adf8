// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.kserve;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.skysense.api.data.LabelKind;
import io.skysense.api.task.Prediction;
import io.skysense.serving.model.ServedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a model can be asked for, by what its head says. Classes of pixels: {@code probabilities}, FP32 (B, K, H, W), and
 * {@code classes}, UINT8 (B, H, W) class indices. Classes of images: {@code probabilities}, FP32 (B, K). Quantities:
 * {@code values}, FP32 (B, V, H, W) or (B, V). Objects: {@code objects}, FP32 (B, N, 7), rows of class index, column and row
 * of the centre, width, height, angle and score, of class -2 where an image has fewer.
 */
final class Outputs {

    private static final String PROBABILITIES = "probabilities";
    private static final String CLASSES = "classes";
    private static final String VALUES = "values";
    private static final String OBJECTS = "objects";
    private static final long ANY = -1;
    private static final long NUMBERS = 7;
    private static final float NONE = -2;

    private Outputs() {}

    /** {@return the outputs of a model, without their numbers} */
    static List<Tensor.Output> of(ServedModel model) {
        long classes = model.classes().size();
        long quantities = model.quantities().size();
        return switch (model.kind()) {
            case PIXEL_CLASSES ->
                List.of(
                        described(PROBABILITIES, "FP32", ANY, classes, ANY, ANY),
                        described(CLASSES, "UINT8", ANY, ANY, ANY));
            case IMAGE_CLASSES -> List.of(described(PROBABILITIES, "FP32", ANY, classes));
            case PIXEL_VALUES -> List.of(described(VALUES, "FP32", ANY, quantities, ANY, ANY));
            case IMAGE_VALUES -> List.of(described(VALUES, "FP32", ANY, quantities));
            case OBJECTS -> List.of(described(OBJECTS, "FP32", ANY, ANY, NUMBERS));
        };
    }

    private static Tensor.Output described(String name, String type, Long... shape) {
        return new Tensor.Output(name, List.of(shape), type, null);
    }

    /**
     * Copies what was asked for.
     *
     * @param asked the request
     * @param prediction what the model said
     * @return the outputs, all if none is named
     */
    static List<Tensor.Output> of(InferRequest asked, Prediction prediction) {
        List<Tensor.Output> outputs = new ArrayList<>();
        NDArray values = prediction.values();
        if (prediction.kind() == LabelKind.OBJECTS) {
            if (asked.wants(OBJECTS)) {
                outputs.add(new Tensor.Output(OBJECTS, sides(values), "FP32", numbers(values)));
            }
            return outputs;
        }
        boolean classes = prediction.kind() == LabelKind.PIXEL_CLASSES || prediction.kind() == LabelKind.IMAGE_CLASSES;
        String first = classes ? PROBABILITIES : VALUES;
        if (asked.wants(first)) {
            outputs.add(new Tensor.Output(first, sides(values), "FP32", values.toFloatArray()));
        }
        if (prediction.kind() == LabelKind.PIXEL_CLASSES && asked.wants(CLASSES)) {
            // At most 255 classes; as numbers, for bytes would be written as base64.
            NDArray likeliest = values.argMax(1).toType(DataType.INT32, false);
            outputs.add(new Tensor.Output(CLASSES, sides(likeliest), "UINT8", likeliest.toIntArray()));
        }
        return outputs;
    }

    /** JSON knows no NaN. */
    private static float[] numbers(NDArray rows) {
        float[] numbers = rows.toFloatArray();
        for (int i = 0; i < numbers.length; i++) {
            if (Float.isNaN(numbers[i])) {
                numbers[i] = i % NUMBERS == 0 ? NONE : 0;
            }
        }
        return numbers;
    }

    private static List<Long> sides(NDArray array) {
        return Arrays.stream(array.getShape().getShape()).boxed().toList();
    }
}
