// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

import io.skysense.api.config.Settings;
import io.skysense.api.data.Modality;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** The service of a backbone bundle. */
@ConsumerType
public interface Backbone {

    /** {@return the name presets call it by} */
    String name();

    /**
     * Builds a backbone over encoders that were built before.
     *
     * @param settings the preset's part for this backbone
     * @param encoders one a modality, at least one
     * @param context precision and recomputation
     * @return a new backbone
     * @throws io.skysense.api.config.SettingsException for a key or value that it does not know
     */
    BackboneNetwork build(Settings settings, Map<Modality, Encoder> encoders, BuildContext context);
}
