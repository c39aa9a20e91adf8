// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.change;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.skysense.nn.segmentation.LossSettings;
import io.skysense.nn.uper.UperSettings;
import java.util.List;

/**
 * What a preset says about the head.
 *
 * @param task what is to be told
 * @param join how the features of the two dates are put together
 * @param channels channels between the levels
 * @param poolScales sides of the grids of the pooling pyramid on the coarsest level
 * @param dropoutRatio probability to drop a channel before the classifier
 * @param alignCorners whether resizing keeps the centres of corner pixels in place
 * @param loss the loss of the classes, or of the grades of damage where there is a building
 * @param localisationWeight weight of the cross-entropy of buildings, for damage only
 */
record ChangeSettings(
        Task task,
        Join join,
        int channels,
        @JsonProperty("pool_scales") List<Integer> poolScales,
        @JsonProperty("dropout_ratio") double dropoutRatio,
        @JsonProperty("align_corners") boolean alignCorners,
        LossSettings loss,
        @JsonProperty("localisation_weight") double localisationWeight) {

    /** Both dates, one behind the other, and UPerHead as the reference has it. */
    static final ChangeSettings DEFAULTS = new ChangeSettings(
            Task.CHANGE, Join.CONCAT, 512, List.of(1, 2, 3, 6), 0.1, false, LossSettings.DEFAULTS, 1);

    /** What is to be told. */
    enum Task {
        /** The class of each pixel from both dates, of which the first class is no change. */
        CHANGE,
        /** Buildings from the first date, and from both how badly they were damaged; the first class is no building. */
        DAMAGE
    }

    /** How the features of two dates are put together. */
    enum Join {
        /** One behind the other. */
        CONCAT,
        /** What differs, without its sign: which date came first cannot be told. */
        DIFFERENCE
    }

    ChangeSettings {
        poolScales = List.copyOf(poolScales);
        new UperSettings(channels, poolScales, dropoutRatio, alignCorners, false);
        if (!(localisationWeight > 0) || !Double.isFinite(localisationWeight)) {
            throw new IllegalArgumentException("localisation_weight must be above 0, not " + localisationWeight);
        }
    }

    /** {@return the shape of each network} */
    UperSettings uper() {
        return new UperSettings(channels, poolScales, dropoutRatio, alignCorners, false);
    }
}
