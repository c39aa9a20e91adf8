// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.incontext;

import ai.djl.Device;
import io.skysense.api.model.ModelOutline;
import io.skysense.api.model.ParameterInfo;
import io.skysense.api.model.Probe;
import io.skysense.api.model.Recompute;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Assembles in-context models from the plug-ins that are installed; an encoder that is not installed is left out. */
@ProviderType
public interface InContextModelFactory {

    /**
     * Builds a model and initialises its weights.
     *
     * @param spec what it is made of
     * @param device where its weights live
     * @param seed weights depend on it and on their names only
     * @param recompute how segments are run in training
     * @param probe is shown inner arrays
     * @return the model; the caller closes it
     * @throws io.skysense.api.config.SettingsException if a setting is wrong, or the backbone or the hr encoder is not installed
     */
    InContextModel create(InContextSpec spec, Device device, long seed, Recompute recompute, Probe probe);

    /**
     * Lists what a model would hold; allocates none of it.
     *
     * @param spec what it is made of
     * @return its parameters and buffers, in their order
     * @throws io.skysense.api.config.SettingsException if a setting is wrong, or the backbone or the hr encoder is not installed
     */
    default List<ParameterInfo> describe(InContextSpec spec) {
        return outline(spec).parameters();
    }

    /**
     * Says what a model would hold; allocates none of it.
     *
     * @param spec what it is made of
     * @return its parameters, the levels of its hr encoder and the bundles of its parts
     * @throws io.skysense.api.config.SettingsException if a setting is wrong, or the backbone or the hr encoder is not installed
     */
    ModelOutline outline(InContextSpec spec);
}
