// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import io.skysense.api.config.SettingsException;
import io.skysense.api.data.Modality;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.FeatureLevel;
import io.skysense.backbone.completion.ModalityCompletion;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The grid on which the features of all modalities meet, derived from the encoders.
 *
 * @param base the modality whose pixels the sizes are counted in: the first there is of hr, s2 and s1
 * @param channels D of the features
 * @param stride base pixels a feature pixel
 * @param ratio base pixels a pixel, of each modality that has an encoder
 * @param granularity the multiple in base pixels that both sides of an input must have
 * @param alignment the multiple in base pixels by which an input can be moved so that its features only move with it
 */
record Grid(Modality base, int channels, int stride, Map<Modality, Integer> ratio, int granularity, int alignment) {

    /**
     * Derives the grid.
     *
     * @param settings widths and scales
     * @param encoders at least one
     * @param levels the levels that each gives in this network
     * @return the grid
     * @throws SettingsException if widths or scales do not fit together; names the key
     */
    static Grid of(
            SkySenseSettings settings, Map<Modality, Encoder> encoders, Map<Modality, List<FeatureLevel>> levels) {
        Map<Modality, Integer> strides = new EnumMap<>(Modality.class);
        levels.forEach((modality, own) ->
                strides.put(modality, stride(settings, modality, last(own).stride())));
        Modality base = strides.keySet().iterator().next();
        int stride = strides.get(base);
        Map<Modality, Integer> ratio = new EnumMap<>(Modality.class);
        int granularity = stride * ModalityCompletion.COARSER;
        for (Map.Entry<Modality, Integer> own : strides.entrySet()) {
            Modality modality = own.getKey();
            if (stride % own.getValue() != 0) {
                throw new SettingsException("backbone head_" + modality.key() + ".up_scale: a feature pixel of "
                        + modality.key() + " is " + own.getValue() + " pixels wide, which does not divide the "
                        + stride + " of " + base.key());
            }
            ratio.put(modality, stride / own.getValue());
            granularity = multiple(
                    granularity, ratio.get(modality) * encoders.get(modality).granularity());
        }
        int alignment = granularity;
        for (Modality modality : ratio.keySet()) {
            alignment = multiple(
                    alignment, ratio.get(modality) * encoders.get(modality).alignment());
        }
        return new Grid(base, channels(settings, levels), stride, ratio, granularity, alignment);
    }

    /** {@return the last of levels} */
    static FeatureLevel last(List<FeatureLevel> levels) {
        return levels.get(levels.size() - 1);
    }

    private static int stride(SkySenseSettings settings, Modality modality, int encoderStride) {
        if (modality == Modality.HR) {
            return encoderStride;
        }
        int scale = (modality == Modality.S2 ? settings.headS2() : settings.headS1()).upScale();
        if (encoderStride % scale != 0) {
            throw new SettingsException("backbone head_" + modality.key() + ".up_scale: " + scale
                    + " does not divide the stride " + encoderStride + " of the encoder " + modality.key());
        }
        return encoderStride / scale;
    }

    private static int channels(SkySenseSettings settings, Map<Modality, List<FeatureLevel>> levels) {
        int said = settings.inputDims();
        if (!levels.containsKey(Modality.HR)) {
            if (said == 0) {
                throw new SettingsException("backbone input_dims: missing; without an hr encoder, whose last level has"
                        + " as many channels, the width of the joined features must be said");
            }
            return said;
        }
        int channels = last(levels.get(Modality.HR)).channels();
        if (said != 0 && said != channels) {
            throw new SettingsException("backbone input_dims: " + said + ", but the last level of the hr encoder has "
                    + channels + " channels");
        }
        return channels;
    }

    private static int multiple(int a, int b) {
        int x = a;
        int y = b;
        while (y != 0) {
            int rest = x % y;
            x = y;
            y = rest;
        }
        return Math.multiplyExact(a / x, b);
    }
}
