// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.detection;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.engine.ops.Arithmetic;
import io.skysense.engine.ops.Boxes;
import io.skysense.engine.ops.Loss;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The loss of FCOS: focal loss of the classes at all points; 1 - GIoU of the boxes, weighed by how central a point is, and
 * the cross-entropy of the centre at positive points; of turned boxes the squared error of twice the angle as a vector.
 * Each is a mean over positive points, or over the weights.
 *
 * @param settings of the focal loss
 */
record DetectionLoss(DetectionSettings settings) {

    /**
     * Computes the parts.
     *
     * @param outputs of the {@link DetectionBlock}
     * @param targets of the same points
     * @return scalars by name
     */
    Map<String, NDArray> parts(NDList outputs, Targets targets) {
        Map<String, NDArray> parts = new LinkedHashMap<>();
        double share = 1.0 / Math.max(1, targets.found());
        Shape logits = outputs.get(1).getShape();
        try (NDArray scores = outputs.get(1).reshape(-1, logits.get(2));
                NDArray focal = Boxes.focalSum(
                        scores, targets.truth(), targets.counts(), settings.focalAlpha(), settings.focalGamma())) {
            parts.put("classes", Arithmetic.scale(focal, share));
        }
        try (NDArray sides = Boxes.rows(outputs.get(2), targets.positive());
                NDArray giou = Boxes.giouSum(sides, targets.sides(), targets.centre())) {
            parts.put("boxes", Arithmetic.scale(giou, 1 / weights(targets)));
        }
        try (NDArray centre = Boxes.rows(outputs.get(3), targets.positive());
                NDArray flat = centre.reshape(targets.found());
                NDArray entropy = Boxes.entropySum(flat, targets.centre())) {
            parts.put("centre", Arithmetic.scale(entropy, share));
        }
        if (settings.rotated()) {
            try (NDArray vectors = Boxes.rows(outputs.get(4), targets.positive())) {
                parts.put("angle", Loss.squared(vectors, targets.vectors()));
            }
        }
        return parts;
    }

    private static double weights(Targets targets) {
        double sum = 0;
        for (float weight : targets.centre().toFloatArray()) {
            sum += weight;
        }
        return Math.max(sum, 1e-6);
    }
}
