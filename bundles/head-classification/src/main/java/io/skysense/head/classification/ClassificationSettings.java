// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.classification;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.skysense.nn.ChosenLevels;
import java.util.List;

/**
 * What a preset says about the head.
 *
 * @param multiLabel whether an image may show several classes; else it is of one, that of the largest share
 * @param leastShare share of the image above which a class is there, from 0 to below 1; of several classes only
 * @param classWeight weight of each class in the loss; of several classes, where it is there. Empty for 1 each
 * @param labelSmoothing share of the target spread over all classes, from 0 to below 1; of one class only
 * @param dropoutRatio probability to drop a pooled feature before the linear layer
 * @param inIndex levels of the pyramid that are pooled, fine to coarse; empty for the coarsest
 */
record ClassificationSettings(
        @JsonProperty("multi_label") boolean multiLabel,
        @JsonProperty("least_share") double leastShare,
        @JsonProperty("class_weight") List<Double> classWeight,
        @JsonProperty("label_smoothing") double labelSmoothing,
        @JsonProperty("dropout_ratio") double dropoutRatio,
        @JsonProperty("in_index") List<Integer> inIndex) {

    /** One class an image. */
    static final ClassificationSettings DEFAULTS = new ClassificationSettings(false, 0, List.of(), 0, 0, List.of());

    ClassificationSettings {
        classWeight = List.copyOf(classWeight);
        inIndex = ChosenLevels.checked(inIndex);
        share("least_share", leastShare);
        share("label_smoothing", labelSmoothing);
        share("dropout_ratio", dropoutRatio);
        require(classWeight.stream().allMatch(w -> w >= 0 && Double.isFinite(w)), "class_weight must be at least 0");
    }

    private static void share(String key, double value) {
        require(value >= 0 && value < 1, key + " must be in [0, 1), not " + value);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
