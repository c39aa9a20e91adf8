// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.skysense.backbone.completion.CompletionSettings;
import io.skysense.nn.fusion.FusionSettings;
import io.skysense.nn.uper.UperSettings;
import java.util.List;

/**
 * What a preset may say about the backbone. A part's settings have the name of its parameters.
 *
 * @param join whether features of a single encoder are completed and fused too; those of several always are. Makes no
 *     difference to the in-context model
 * @param inputDims channels of the features that are completed and fused; 0 for those of the hr encoder's last level
 * @param useCtpe whether known dates are added to the tokens of a series
 * @param calendarTime days of the calendar
 * @param frozenFusionBlocksStart layer ids of the fusion from which on it is not trained, its first layer being 1;
 *     0 to train all
 * @param headS2 what enlarges the features of Sentinel-2
 * @param fusion the fusion
 * @param headS1 what enlarges the features of Sentinel-1
 * @param headRecHr the semantic decoder of the in-context model
 * @param modalityVae the completion
 * @param targets the in-context model's labels
 */
record SkySenseSettings(
        boolean join,
        @JsonProperty("input_dims") int inputDims,
        @JsonProperty("use_ctpe") boolean useCtpe,
        @JsonProperty("calendar_time") int calendarTime,
        @JsonProperty("frozen_fusion_blocks_start") int frozenFusionBlocksStart,
        @JsonProperty("head_s2") UpHeadSettings headS2,
        FusionSettings fusion,
        @JsonProperty("head_s1") UpHeadSettings headS1,
        @JsonProperty("head_rec_hr") DecoderSettings headRecHr,
        @JsonProperty("modality_vae") CompletionSettings modalityVae,
        TargetSettings targets) {

    /** The schema; the values are the reference's, with nothing frozen. */
    static final SkySenseSettings DEFAULTS = new SkySenseSettings(
            false,
            0,
            false,
            365,
            0,
            new UpHeadSettings(4),
            FusionSettings.DEFAULTS,
            new UpHeadSettings(4),
            new DecoderSettings(512, List.of(1, 2, 3, 6), 0.1, false, false, false),
            CompletionSettings.DEFAULTS,
            new TargetSettings(false));

    SkySenseSettings {
        require(inputDims >= 0, "input_dims must be at least 0");
        require(calendarTime > 0, "calendar_time must be above 0");
        require(frozenFusionBlocksStart >= 0, "frozen_fusion_blocks_start must be at least 0");
    }

    /**
     * What enlarges features.
     *
     * @param upScale how many times finer the grid becomes
     */
    record UpHeadSettings(@JsonProperty("up_scale") int upScale) {

        UpHeadSettings {
            require(upScale > 0, "up_scale must be above 0");
        }
    }

    /**
     * The semantic decoder.
     *
     * @param channels channels between the levels
     * @param poolScales sides of the grids of the pooling pyramid
     * @param dropoutRatio probability to drop a channel before the classifier
     * @param alignCorners whether resizing between the levels keeps the centres of corner pixels in place
     * @param bf16Pooling whether the pooled maps are rounded to bfloat16, as the reference's are
     * @param completedHr whether the decoder's hr features are completed where a sample has no hr image. The
     *     reference's are not: there it decodes what its encoder makes of an empty image
     */
    record DecoderSettings(
            int channels,
            @JsonProperty("pool_scales") List<Integer> poolScales,
            @JsonProperty("dropout_ratio") double dropoutRatio,
            @JsonProperty("align_corners") boolean alignCorners,
            @JsonProperty("bf16_pooling") boolean bf16Pooling,
            @JsonProperty("completed_hr") boolean completedHr) {

        DecoderSettings {
            poolScales = List.copyOf(poolScales);
            new UperSettings(channels, poolScales, dropoutRatio, alignCorners, bf16Pooling);
        }

        /** {@return the shape of the decoder} */
        UperSettings uper() {
            return new UperSettings(channels, poolScales, dropoutRatio, alignCorners, bf16Pooling);
        }
    }

    /**
     * How labels become vocabulary ids.
     *
     * @param round whether colours are rounded when their normalisation is undone; the reference cuts them off
     */
    record TargetSettings(boolean round) {}

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
