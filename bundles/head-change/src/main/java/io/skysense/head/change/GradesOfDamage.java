// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.change;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.skysense.api.data.ClassTable;
import io.skysense.engine.ops.ClassIndices;
import io.skysense.engine.ops.Loss;
import io.skysense.nn.segmentation.SegmentationLoss;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Damage in two stages: where buildings are, and the grade of their damage. With P the probability of a building and q_k
 * that of grade k in it, class 0 has 1 - P and grade k has P q_k.
 *
 * @param loss of the grades, where there is a building
 * @param localisationWeight weight of the cross-entropy of buildings
 */
record GradesOfDamage(SegmentationLoss loss, double localisationWeight) implements ChangeTask {

    @Override
    public Map<String, NDArray> loss(NDList scores, NDArray labels) {
        try (NDArray grade = ClassIndices.within(labels, ClassTable.IGNORE);
                NDArray building = ClassIndices.any(labels, ClassTable.IGNORE)) {
            Map<String, NDArray> parts = new LinkedHashMap<>(loss.parts(scores.head(), grade));
            NDArray entropy = Loss.segmentation(scores.get(1), building, null, ClassTable.IGNORE);
            parts.put("localisation", SegmentationLoss.weighed(entropy, localisationWeight));
            return parts;
        }
    }

    @Override
    public NDArray probabilities(NDList scores) {
        try (NDArray grade = scores.head().softmax(1);
                NDArray building = scores.get(1).softmax(1);
                NDArray none = building.get(":, 0:1");
                NDArray some = building.get(":, 1:2");
                NDArray damage = grade.mul(some)) {
            return NDArrays.concat(new NDList(none, damage), 1);
        }
    }

    @Override
    public String monitor() {
        return ChangeMetrics.MEAN_F1;
    }
}
