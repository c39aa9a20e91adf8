// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.BandTable;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.Modality;
import io.skysense.api.task.Prediction;
import io.skysense.nn.detection.BoxArrays;
import java.util.EnumMap;
import java.util.Map;

/** The first use of a model, on an image of average pixels, which also warms it. */
final class Trial {

    /** Of an image, at least: attention windows and pools are then all in use. */
    private static final int SIDE = 128;

    private static final float TOLERANCE = 1e-3f;

    private Trial() {}

    /**
     * Tries a model.
     *
     * @param model what is to serve
     * @throws IllegalStateException if what it says is no number, or no distribution over its classes for each pixel
     */
    static void of(ServedModel model) {
        int unit = model.granularity();
        int side = (SIDE + unit - 1) / unit * unit;
        model.predict(manager -> images(model, manager, side), side, side, prediction -> {
            if (model.kind() == LabelKind.OBJECTS) {
                // Reading refuses boxes that are none.
                BoxArrays.read(prediction.values());
            } else {
                check(model, prediction, expected(model, side));
            }
            return null;
        });
    }

    private static Shape expected(ServedModel model, int side) {
        return switch (model.kind()) {
            case PIXEL_CLASSES -> new Shape(1, model.classes().size(), side, side);
            case PIXEL_VALUES -> new Shape(1, model.quantities().size(), side, side);
            case IMAGE_CLASSES -> new Shape(1, model.classes().size());
            case IMAGE_VALUES -> new Shape(1, model.quantities().size());
            case OBJECTS -> throw new IllegalStateException("there may be any number of objects");
        };
    }

    private static Map<Modality, NDArray> images(ServedModel model, NDManager manager, int side) {
        Map<Modality, NDArray> images = new EnumMap<>(Modality.class);
        for (BandTable bands : model.inputs()) {
            Shape shape = new Shape(model.dates(), bands.bands().size(), side, side);
            images.put(bands.modality(), manager.zeros(shape, DataType.FLOAT32));
        }
        return images;
    }

    private static void check(ServedModel model, Prediction prediction, Shape expected) {
        NDArray values = prediction.values();
        if (!values.getShape().equals(expected)) {
            throw new IllegalStateException(
                    "model " + model.name() + ": its answer has shape " + values.getShape() + ", expected " + expected);
        }
        for (float value : values.toFloatArray()) {
            if (!Float.isFinite(value)) {
                throw new IllegalStateException("model " + model.name() + ": its answer holds " + value);
            }
        }
        if (prediction.kind() == LabelKind.PIXEL_CLASSES) {
            checkSums(model, values);
        }
    }

    private static void checkSums(ServedModel model, NDArray probabilities) {
        for (float sum : probabilities.sum(new int[] {1}).toFloatArray()) {
            if (!(Math.abs(sum - 1) < TOLERANCE)) {
                throw new IllegalStateException(
                        "model " + model.name() + ": its probabilities add up to " + sum + ", not to 1");
            }
        }
    }
}
