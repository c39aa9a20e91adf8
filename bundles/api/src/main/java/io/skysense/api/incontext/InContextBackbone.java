// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.incontext;

import io.skysense.api.config.Settings;
import io.skysense.api.data.Modality;
import io.skysense.api.model.Backbone;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** A backbone that also comes as a complete in-context model. */
@ConsumerType
public interface InContextBackbone extends Backbone {

    /**
     * Builds the complete model over encoders that were built before.
     *
     * @param settings the preset's part for this backbone
     * @param encoders those installed of hr, s2 and s1, at least hr; features of the others are completed
     * @param channels bands of each modality that has an encoder
     * @param context precision, recomputation and probe
     * @return a new network, not initialised
     * @throws io.skysense.api.config.SettingsException for a key or value that it does not know, for widths that do not
     *     fit together, and for an encoder that reads no annotations
     */
    InContextNetwork buildInContext(
            Settings settings, Map<Modality, Encoder> encoders, Map<Modality, Integer> channels, BuildContext context);
}
