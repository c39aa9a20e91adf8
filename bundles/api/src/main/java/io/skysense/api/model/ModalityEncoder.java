// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

import io.skysense.api.config.Settings;
import io.skysense.api.data.Modality;
import org.osgi.annotation.versioning.ConsumerType;

/** The service of an encoder bundle. */
@ConsumerType
public interface ModalityEncoder {

    /** {@return the name presets call it by, for example {@code swin-v2}} */
    String name();

    /** {@return the modality it reads} */
    Modality modality();

    /**
     * Builds an encoder; no weight is allocated before its block is initialised.
     *
     * @param settings the preset's part for this encoder
     * @param channels bands of its input
     * @param context precision and recomputation
     * @return a new encoder
     * @throws io.skysense.api.config.SettingsException for a key or value that it does not know
     */
    Encoder build(Settings settings, int channels, BuildContext context);
}
