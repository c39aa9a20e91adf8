// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.task;

import io.skysense.api.config.Settings;
import io.skysense.api.model.BuildContext;
import org.osgi.annotation.versioning.ConsumerType;

/** The service of a head bundle. */
@ConsumerType
public interface TaskHead {

    /** {@return the name presets call it by} */
    String name();

    /**
     * Whether it asks the complete in-context model and not features: {@link HeadInputs#network} is there then, and the
     * pyramid is the normalised image itself.
     *
     * @return false for a head on features
     */
    default boolean inContext() {
        return false;
    }

    /**
     * Builds a head; no weight is allocated before its block is initialised.
     *
     * @param settings the preset's part for this head
     * @param inputs the pyramid and the classes
     * @param context precision and recomputation
     * @return a new head
     * @throws io.skysense.api.config.SettingsException for a key or value that it does not know
     */
    HeadNetwork build(Settings settings, HeadInputs inputs, BuildContext context);
}
