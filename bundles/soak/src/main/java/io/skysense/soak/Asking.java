// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.Modality;
import io.skysense.engine.ops.Arithmetic;
import io.skysense.serving.model.ServedModel;
import java.nio.FloatBuffer;
import java.util.Map;

/** Asks a model about an image. */
final class Asking {

    private Asking() {}

    /**
     * Asks.
     *
     * @param model in use
     * @param image (C, H, W), normalised
     * @param turn is told when it begins to compute
     * @return its answer (K, H, W)
     */
    static float[] ask(ServedModel model, float[] image, Runnable turn) {
        return model.predict(
                manager -> {
                    turn.run();
                    return Map.of(
                            Modality.HR,
                            Arithmetic.array(manager, FloatBuffer.wrap(image), shape(image), DataType.FLOAT32));
                },
                Material.SIDE,
                Material.SIDE,
                prediction -> prediction.values().toFloatArray());
    }

    private static Shape shape(float[] image) {
        return new Shape(1, image.length / (Material.SIDE * Material.SIDE), Material.SIDE, Material.SIDE);
    }
}
