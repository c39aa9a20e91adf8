// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How collages are made for in-context pretraining. Keys are named as in the configuration of SkySense++ where it has
 * them; the defaults are its values.
 *
 * @param datasets names of the datasets to mix; empty: all that the data folder has
 * @param numSamples {@code num_samples}: images of a collage, 8; 2 or more, in rows and columns nearest to twice as
 *     high as wide
 * @param clsRepeatCnt {@code cls_repeat_cnt}: how often an epoch visits each class of each dataset, 2000
 * @param valRepeatCnt {@code val_repeat_cnt}: collages of each class of each dataset in validation, 1
 * @param size S, side in HR pixels of one image, 512; a multiple of 32. The network sees (2S, S) of a collage
 * @param scale least and greatest share of its area that is taken out of an image, [0.8, 1]; within 0 to 1. Validation
 *     takes whole images
 * @param combScale {@code comb_scale}: least and greatest share of its area that is taken out of a collage, [0.3, 1]
 * @param ratio least and greatest width to height of what is taken out, [3/4, 4/3]
 * @param flip probability that an image is mirrored left to right, 0.5; validation mirrors none
 * @param halfMaskRatio {@code half_mask_ratio}: probability that the lower half of the annotation is masked and not
 *     random blocks, 0.3; validation always masks the lower half
 * @param maxColors {@code max_colors}: most colours of a batch beside black, 64: the vocabulary of the model has to
 *     hold them
 */
public record InContextSettings(
        List<String> datasets,
        @JsonProperty("num_samples") int numSamples,
        @JsonProperty("cls_repeat_cnt") int clsRepeatCnt,
        @JsonProperty("val_repeat_cnt") int valRepeatCnt,
        int size,
        List<Double> scale,
        @JsonProperty("comb_scale") List<Double> combScale,
        List<Double> ratio,
        double flip,
        @JsonProperty("half_mask_ratio") double halfMaskRatio,
        @JsonProperty("max_colors") int maxColors) {

    /** The reference's values. */
    public static final InContextSettings DEFAULTS = new InContextSettings(
            List.of(), 8, 2000, 1, 512, List.of(0.8, 1.0), List.of(0.3, 1.0), List.of(0.75, 4.0 / 3), 0.5, 0.3, 64);

    private static final int CELL = 32;

    /** Copies the lists and checks the ranges. */
    public InContextSettings {
        datasets = List.copyOf(datasets);
        scale = List.copyOf(scale);
        combScale = List.copyOf(combScale);
        ratio = List.copyOf(ratio);
        if (numSamples < 2 || clsRepeatCnt < 1 || valRepeatCnt < 1 || maxColors < 1) {
            throw new IllegalArgumentException(
                    "num_samples must be at least 2, cls_repeat_cnt, val_repeat_cnt and max_colors at least 1");
        }
        if (size < CELL || size % CELL != 0) {
            throw new IllegalArgumentException("size must be a multiple of " + CELL + ", not " + size);
        }
        requireRange("scale", scale, 1);
        requireRange("comb_scale", combScale, 1);
        requireRange("ratio", ratio, Double.MAX_VALUE);
        requireProbability("flip", flip);
        requireProbability("half_mask_ratio", halfMaskRatio);
    }

    private static void requireRange(String key, List<Double> range, double greatest) {
        boolean good =
                range.size() == 2 && range.get(0) > 0 && range.get(0) <= range.get(1) && range.get(1) <= greatest;
        if (!good) {
            throw new IllegalArgumentException(
                    key + " must be [least, greatest], above 0" + (greatest == 1 ? " and at most 1" : ""));
        }
    }

    private static void requireProbability(String key, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(key + " must be from 0 to 1, not " + value);
        }
    }
}
