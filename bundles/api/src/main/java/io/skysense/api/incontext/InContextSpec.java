// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.incontext;

import io.skysense.api.config.Settings;
import io.skysense.api.data.Modality;
import io.skysense.api.model.Precision;
import java.util.Map;

/**
 * What an in-context model is made of.
 *
 * @param encoders settings of the encoder of each modality; the key {@code type} names it
 * @param channels bands of each modality
 * @param backbone settings of the backbone; the key {@code type} names it
 * @param precision arithmetic of its products
 */
public record InContextSpec(
        Map<Modality, Settings> encoders, Map<Modality, Integer> channels, Settings backbone, Precision precision) {

    /** Copies the maps. */
    public InContextSpec {
        encoders = Map.copyOf(encoders);
        channels = Map.copyOf(channels);
    }
}
