// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

import io.skysense.api.config.Settings;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Modality;
import java.util.Map;

/**
 * What a model is made of.
 *
 * @param encoders settings of the encoder of each modality used; the key {@code type} names it
 * @param backbone settings of the backbone; the key {@code type} names it
 * @param head settings of the task head; the key {@code type} names it
 * @param table bands and classes of the data
 * @param precision arithmetic of its products
 */
public record ModelSpec(
        Map<Modality, Settings> encoders, Settings backbone, Settings head, DatasetTable table, Precision precision) {

    /** Copies the map. */
    public ModelSpec {
        encoders = Map.copyOf(encoders);
    }
}
