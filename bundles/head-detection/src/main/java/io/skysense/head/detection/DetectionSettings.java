// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.detection;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.skysense.nn.ChosenLevels;
import java.util.List;

/**
 * What a preset says about the head, in mmdet's names where it has them.
 *
 * @param rotated whether boxes are turned; else they are upright
 * @param featChannels channels of the pyramid and of the towers, a multiple of 16
 * @param stackedConvs 3x3 convolutions of each tower
 * @param inIndex levels of the pyramid that are used, fine to coarse; empty for all
 * @param regressRange of each level, in its strides, the farthest side of the objects that it finds; the last level finds
 *     all that are larger
 * @param centerSamplingRadius how far from its centre, in strides, an object is found, above 0
 * @param focalAlpha weight of objects against background
 * @param focalGamma how much what is easy counts less
 * @param scoreThr score that an answer must have
 * @param nmsPre answers that are looked at, the surest of an image
 * @param nmsIou overlap above which two answers are of one object
 * @param maxPerImg answers of an image at most
 */
record DetectionSettings(
        boolean rotated,
        @JsonProperty("feat_channels") int featChannels,
        @JsonProperty("stacked_convs") int stackedConvs,
        @JsonProperty("in_index") List<Integer> inIndex,
        @JsonProperty("regress_range") double regressRange,
        @JsonProperty("center_sampling_radius") double centerSamplingRadius,
        @JsonProperty("focal_alpha") double focalAlpha,
        @JsonProperty("focal_gamma") double focalGamma,
        @JsonProperty("score_thr") double scoreThr,
        @JsonProperty("nms_pre") int nmsPre,
        @JsonProperty("nms_iou") double nmsIou,
        @JsonProperty("max_per_img") int maxPerImg) {

    /** FCOS as its authors have it. */
    static final DetectionSettings DEFAULTS =
            new DetectionSettings(false, 256, 4, List.of(), 8, 1.5, 0.25, 2, 0.05, 1000, 0.5, 100);

    static final int GROUP = 16;

    DetectionSettings {
        inIndex = ChosenLevels.checked(inIndex);
        require(featChannels > 0 && featChannels % GROUP == 0, "feat_channels must be a multiple of " + GROUP);
        require(stackedConvs >= 0, "stacked_convs must be at least 0");
        require(regressRange > 0, "regress_range must be above 0");
        require(centerSamplingRadius > 0, "center_sampling_radius must be above 0");
        require(focalAlpha > 0 && focalAlpha < 1, "focal_alpha must be between 0 and 1");
        require(focalGamma >= 0, "focal_gamma must be at least 0");
        require(scoreThr >= 0 && scoreThr < 1, "score_thr must be in [0, 1)");
        require(nmsPre > 0 && maxPerImg > 0, "nms_pre and max_per_img must be above 0");
        require(nmsIou > 0 && nmsIou <= 1, "nms_iou must be above 0, and at most 1");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
