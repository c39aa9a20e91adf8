// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.regression;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.skysense.nn.ChosenLevels;
import io.skysense.nn.uper.UperSettings;
import java.util.List;

/**
 * What a preset says about the head.
 *
 * @param per what a quantity is of: {@code pixel} or {@code image}
 * @param channels channels between the levels, per pixel
 * @param poolScales sides of the grids of the pooling pyramid on the coarsest level, per pixel
 * @param dropoutRatio probability to drop a channel before the last layer
 * @param alignCorners whether resizing keeps the centres of corner pixels in place
 * @param inIndex levels of the pyramid that are used, fine to coarse; empty for all per pixel, and for the coarsest per
 *     image
 * @param loss the loss, of quantities divided by their deviation
 */
record RegressionSettings(
        Per per,
        int channels,
        @JsonProperty("pool_scales") List<Integer> poolScales,
        @JsonProperty("dropout_ratio") double dropoutRatio,
        @JsonProperty("align_corners") boolean alignCorners,
        @JsonProperty("in_index") List<Integer> inIndex,
        LossSettings loss) {

    /** UPerHead as the reference has it, and the squared error. */
    static final RegressionSettings DEFAULTS =
            new RegressionSettings(Per.PIXEL, 512, List.of(1, 2, 3, 6), 0.1, false, List.of(), LossSettings.DEFAULTS);

    /** What a quantity is of. */
    enum Per {
        /** Of each pixel. */
        PIXEL,
        /** Of the image. */
        IMAGE
    }

    RegressionSettings {
        poolScales = List.copyOf(poolScales);
        inIndex = ChosenLevels.checked(inIndex);
        new UperSettings(channels, poolScales, dropoutRatio, alignCorners, false);
    }

    /** {@return the shape of the network per pixel} */
    UperSettings uper() {
        return new UperSettings(channels, poolScales, dropoutRatio, alignCorners, false);
    }
}
