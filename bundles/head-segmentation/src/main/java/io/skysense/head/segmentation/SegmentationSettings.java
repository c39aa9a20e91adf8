// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.segmentation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.skysense.nn.ChosenLevels;
import io.skysense.nn.fusion.FusionSettings;
import io.skysense.nn.segmentation.LossSettings;
import io.skysense.nn.uper.UperSettings;
import java.util.List;

/**
 * What a preset says about the head, in the reference's names.
 *
 * @param channels channels between the levels
 * @param poolScales sides of the grids of the pooling pyramid on the coarsest level
 * @param dropoutRatio probability to drop a channel before the classifier
 * @param alignCorners whether resizing keeps the centres of corner pixels in place
 * @param inIndex levels of the pyramid that are used, fine to coarse; empty for all
 * @param loss the loss
 * @param auxiliary a second, smaller head that helps training only
 * @param neck what makes other levels of the pyramid before both heads
 * @param series what joins the dates of a series before both heads
 */
record SegmentationSettings(
        int channels,
        @JsonProperty("pool_scales") List<Integer> poolScales,
        @JsonProperty("dropout_ratio") double dropoutRatio,
        @JsonProperty("align_corners") boolean alignCorners,
        @JsonProperty("in_index") List<Integer> inIndex,
        LossSettings loss,
        AuxiliarySettings auxiliary,
        NeckSettings neck,
        SeriesSettings series) {

    /** UPerHead as the reference has it; one date, no neck and no auxiliary head. */
    static final SegmentationSettings DEFAULTS = new SegmentationSettings(
            512,
            List.of(1, 2, 3, 6),
            0.1,
            false,
            List.of(),
            LossSettings.DEFAULTS,
            new AuxiliarySettings(false, 2, 256, 1, 0.1, 0.4),
            new NeckSettings(0, List.of()),
            new SeriesSettings(1, FusionSettings.DEFAULTS));

    SegmentationSettings {
        poolScales = List.copyOf(poolScales);
        inIndex = ChosenLevels.checked(inIndex);
        uper(channels, poolScales, dropoutRatio, alignCorners);
    }

    /** {@return the shape of the main head} */
    UperSettings main() {
        return uper(channels, poolScales, dropoutRatio, alignCorners);
    }

    /**
     * A fully convolutional head (Long et al. 2015) on one level.
     *
     * @param enabled whether there is one
     * @param inIndex its level
     * @param channels channels of its convolutions
     * @param numConvs 3x3 convolutions before the classifier
     * @param dropoutRatio probability to drop a channel before the classifier
     * @param weight weight of its cross-entropy
     */
    record AuxiliarySettings(
            boolean enabled,
            @JsonProperty("in_index") int inIndex,
            int channels,
            @JsonProperty("num_convs") int numConvs,
            @JsonProperty("dropout_ratio") double dropoutRatio,
            double weight) {

        AuxiliarySettings {
            require(inIndex >= 0, "in_index must be a level");
            require(channels > 0 && numConvs >= 0, "channels must be above 0, num_convs at least 0");
            require(dropoutRatio >= 0 && dropoutRatio < 1, "dropout_ratio must be in [0, 1)");
            require(weight >= 0, "weight must be at least 0");
        }
    }

    /**
     * Convolutions on each level, which is resized between them.
     *
     * @param outChannels channels of each level behind them; 0 for no neck
     * @param scales how many times finer each level becomes, one a level; empty for 1 each
     */
    record NeckSettings(@JsonProperty("out_channels") int outChannels, List<Double> scales) {

        NeckSettings {
            scales = List.copyOf(scales);
            require(outChannels >= 0, "out_channels must be at least 0");
            require(scales.stream().allMatch(s -> s > 0 && Double.isFinite(s)), "scales must be above 0");
        }
    }

    /**
     * A series of dates, joined pixel by pixel on each level by one transformer.
     *
     * @param dates how many it looks at; 1 for no series
     * @param fusion the transformer
     */
    record SeriesSettings(int dates, FusionSettings fusion) {

        SeriesSettings {
            require(dates >= 1, "dates must be at least 1");
        }
    }

    private static UperSettings uper(int channels, List<Integer> scales, double dropout, boolean alignCorners) {
        return new UperSettings(channels, scales, dropout, alignCorners, false);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
